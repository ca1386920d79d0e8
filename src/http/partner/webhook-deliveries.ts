import { listRecentDeliveries, loggedMs } from '../../domain/webhooks/queries.ts';
import { answerOf } from '../api/answer.ts';
import type { Handler } from './handler.ts';
import { presentDelivery } from './present-delivery.ts';

const mostRows = 1_000;

export const listWebhookDeliveries: Handler<'listWebhookDeliveries'> = async (call) => {
  const { context, caller, now } = call;
  const { token } = caller;
  const window = { since: new Date(now.getTime() - loggedMs), limit: mostRows };
  const rows = await listRecentDeliveries(context.pool, token.accountId, token.id, window);
  return { answer: answerOf({ deliveries: rows.map(presentDelivery) }) };
};
