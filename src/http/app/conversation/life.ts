import {
  deleteConversation as remove,
  undeleteConversation as restore,
} from '../../../processing/delete-conversation.ts';
import { retryConversation as retry } from '../../../processing/retry.ts';
import { tickActionItem as tick } from '../../../processing/tick-action-item.ts';
import { answerOf } from '../../api/answer.ts';
import { ApiError, notFound } from '../../errors.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { requireManaged, requireVisible } from './access.ts';
import { making } from './making.ts';

export const deleteConversation: Handler<'deleteConversation'> = async (call) => {
  const { accountId, id } = await requireManaged(call);
  const outcome = await remove(call.context.pool, accountId, id, doing(call));
  if (outcome.kind === 'not_found') throw notFound();
  return { answer: answerOf({ erase_at: outcome.deletion.eraseAt.toISOString() }) };
};

export const restoreConversation: Handler<'restoreConversation'> = async (call) => {
  const { accountId, id } = await requireManaged(call, { deleted: true });
  const outcome = await restore(call.context.pool, accountId, id, doing(call));
  if (outcome === 'not_found') throw notFound();
  if (outcome === 'too_late') throw new ApiError(409, 'It is being erased', { code: 'too_late' });
  return { status: 204 };
};

export const retryConversation: Handler<'retryConversation'> = async (call) => {
  const { accountId, id } = await requireVisible(call);
  const outcome = await retry(call.context.pool, accountId, id, making(call));
  if (outcome === 'not_failed') throw new ApiError(409, 'It has not failed', { code: 'not_failed' });
  if (outcome !== 'queued') throw notFound();
  return { status: 204 };
};

export const tickActionItem: Handler<'tickActionItem'> = async (call) => {
  const key = await requireVisible(call);
  const wish = { insightId: call.parameters.insight_id.toLowerCase(), isDone: call.body.is_done };
  if ((await tick(call.context.pool, key, wish, doing(call))) === 'not_found') throw notFound();
  return { status: 204 };
};
