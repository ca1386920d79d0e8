import {
  listConversationTypes as findTypes,
  deleteConversationType as removeType,
  setConversationTypeEnabled,
  addConversationType as storeType,
} from '../../../domain/accounts/conversation-types.ts';
import { answerOf } from '../../api/answer.ts';
import { ApiError, notFound } from '../../errors.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { taken } from './taken.ts';

export const listConversationTypes: Handler<'listConversationTypes'> = async ({ context, caller }) => {
  const types = await findTypes(context.pool, caller.session.key.accountId);
  return { answer: answerOf({ conversation_types: types }) };
};

export const addConversationType: Handler<'addConversationType'> = async (call) => {
  const { accountId } = call.caller.session.key;
  const id = await storeType(call.context.pool, accountId, call.body.name, doing(call));
  if (id === null) throw taken('conversation type');
  return { status: 201, answer: answerOf({ id }) };
};

export const changeConversationType: Handler<'changeConversationType'> = async (call) => {
  const { accountId } = call.caller.session.key;
  const change = { id: call.parameters.id, enabled: call.body.enabled };
  if (!(await setConversationTypeEnabled(call.context.pool, accountId, change, doing(call))))
    throw notFound();
  return { status: 204 };
};

export const deleteConversationType: Handler<'deleteConversationType'> = async (call) => {
  const { accountId } = call.caller.session.key;
  const outcome = await removeType(call.context.pool, accountId, call.parameters.id, doing(call));
  if (outcome === 'not_found') throw notFound();
  if (outcome === 'in_use') throw new ApiError(409, 'Conversations have this type. Disable it instead.');
  return { status: 204 };
};
