import { listDepartments as listAllDepartments } from '../../domain/accounts/people.ts';
import { answerOf } from '../api/answer.ts';
import type { Handler } from './handler.ts';
import { presentDepartment } from './present-people.ts';

export const listDepartments: Handler<'listDepartments'> = async ({ context, caller: { token } }) => {
  const departments = await listAllDepartments(context.pool, token.accountId);
  const enabled = departments.filter((department) => department.enabled);
  return { answer: answerOf({ departments: enabled.map(presentDepartment) }) };
};
