import { listDepartments } from '../../../domain/accounts/people.ts';
import {
  setDepartmentEnabled,
  addDepartment as storeDepartment,
} from '../../../domain/accounts/people-changes.ts';
import { renameDepartment } from '../../../processing/rename-owners.ts';
import { answerOf } from '../../api/answer.ts';
import { notFound } from '../../errors.ts';
import { presentCard } from '../../partner/present-conversation.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { taken } from './taken.ts';

export const listAppDepartments: Handler<'listAppDepartments'> = async ({ context, caller }) => {
  const departments = await listDepartments(context.pool, caller.session.key.accountId);
  return { answer: answerOf({ departments }) };
};

export const addDepartment: Handler<'addDepartment'> = async (call) => {
  const { accountId } = call.caller.session.key;
  const id = await storeDepartment(call.context.pool, accountId, call.body.name, doing(call));
  if (id === null) throw taken('department');
  return { status: 201, answer: answerOf({ id }) };
};

export const changeDepartment: Handler<'changeDepartment'> = async (call) => {
  const { context, caller, parameters, body } = call;
  const { accountId } = caller.session.key;
  const departments = await listDepartments(context.pool, accountId);
  const department = departments.find(({ id }) => id === parameters.id.toLowerCase());
  if (!department) throw notFound();
  const deed = doing(call);
  if (body.name !== undefined && body.name !== department.name) {
    const renaming = { name: department.name, change: { name: body.name } };
    const outcome = await renameDepartment(context.pool, accountId, renaming, { ...deed, presentCard });
    if (outcome === 'not_found') throw notFound();
    if (outcome === 'taken') throw taken('department');
  }
  const { enabled } = body;
  if (enabled === undefined || enabled === department.enabled) return { status: 204 };
  const name = body.name ?? department.name;
  if (!(await setDepartmentEnabled(context.pool, accountId, name, { enabled, by: deed.by })))
    throw notFound();
  return { status: 204 };
};
