import type { components } from '../../../contract/partner.types.ts';
import { type Department, listDepartments as listAllDepartments } from '../../domain/accounts/people.ts';
import { answerOf } from './answer.ts';
import type { Handler } from './handler.ts';

export const listDepartments: Handler = async ({ context, token }) => {
  const departments = await listAllDepartments(context.pool, token.accountId);
  const enabled = departments.filter((department) => department.enabled);
  return { answer: answerOf({ departments: enabled.map(presentDepartment) }) };
};

function presentDepartment({ id, name }: Department): components['schemas']['Department'] {
  return { id, name };
}
