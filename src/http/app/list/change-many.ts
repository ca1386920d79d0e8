import type { components } from '../../../../contract/app.types.ts';
import { changeableOf } from '../../../domain/conversations/changeable.ts';
import { changeOwners } from '../../../processing/change-owners.ts';
import { deleteConversation, undeleteConversation } from '../../../processing/delete-conversation.ts';
import { answerOf } from '../../api/answer.ts';
import { ApiError } from '../../errors.ts';
import { presentCard } from '../../partner/present-conversation.ts';
import type { SignedIn } from '../caller.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';

type Outcome = components['schemas']['ManyOutcome'];

export const changeConversations: Handler<'changeConversations'> = async (call) => {
  const { ids, user_id: userId, department_id: departmentId, conversation_type: type } = call.body;
  const { pool } = call.context;
  const { allowed, left } = await changeableOf(pool, actorOf(call.caller), ids, false);
  const change = {
    ...(userId !== undefined && { userId }),
    ...(departmentId !== undefined && { departmentId }),
    ...(type !== undefined && { conversationType: type }),
  };
  const { accountId } = call.caller.session.viewer;
  const making = { presentCard, ...doing(call) };
  const outcome = await changeOwners(pool, { accountId, ids: allowed }, change, making);
  if (outcome.kind === 'unknown_user') throw new ApiError(404, 'No such user');
  if (outcome.kind === 'unknown_department') throw new ApiError(404, 'No such department');
  const gone = allowed.filter((id) => !outcome.ids.includes(id));
  return {
    answer: answerOf({ done: outcome.ids, left: [...left, ...gone.map((id) => notFoundNow(id))] }),
  };
};

export const deleteConversations: Handler<'deleteConversations'> = async (call) => {
  const { pool } = call.context;
  const { accountId } = call.caller.session.viewer;
  const { allowed, left } = await changeableOf(pool, actorOf(call.caller), call.body.ids, false);
  const outcome: Outcome = { done: [], left };
  for (const id of allowed) {
    const { kind } = await deleteConversation(pool, accountId, id, doing(call));
    if (kind === 'not_found') outcome.left.push(notFoundNow(id));
    else outcome.done.push(id);
  }
  return { answer: answerOf(outcome) };
};

export const restoreConversations: Handler<'restoreConversations'> = async (call) => {
  const { pool } = call.context;
  const { accountId } = call.caller.session.viewer;
  const { allowed, left } = await changeableOf(pool, actorOf(call.caller), call.body.ids, true);
  const outcome: Outcome = { done: [], left };
  for (const id of allowed) {
    const kind = await undeleteConversation(pool, accountId, id, doing(call));
    if (kind === 'not_found') outcome.left.push(notFoundNow(id));
    else if (kind === 'too_late') outcome.left.push({ id, reason: 'too_late' });
    else outcome.done.push(id);
  }
  return { answer: answerOf(outcome) };
};

function actorOf({ session: { viewer, user } }: SignedIn) {
  return { viewer, role: user.role };
}

function notFoundNow(id: string): Outcome['left'][number] {
  return { id, reason: 'not_found' };
}
