import type { components } from '../../../contract/partner.types.ts';
import { type DeliveryRow, listRecentDeliveries } from '../../domain/webhooks/queries.ts';
import { answerOf } from './answer.ts';
import type { Handler } from './handler.ts';

const windowMs = 7 * 86_400_000;
const mostRows = 1_000;

export const listWebhookDeliveries: Handler = async ({ context, token, now }) => {
  const window = { since: new Date(now.getTime() - windowMs), limit: mostRows };
  const rows = await listRecentDeliveries(context.pool, token.accountId, token.id, window);
  return { answer: answerOf({ deliveries: rows.map(presentDelivery) }) };
};

function presentDelivery(row: DeliveryRow): components['schemas']['Delivery'] {
  return {
    id: row.id,
    event: presentEvent(row.event),
    conversation_id: row.conversation_id,
    status: row.status,
    attempts: row.attempts,
    response_status: row.response_status,
    last_error: row.last_error,
    created_at: row.created_at.toISOString(),
    delivered_at: row.delivered_at?.toISOString() ?? null,
  };
}

function presentEvent(stored: string): 'conversation.completed' {
  if (stored !== 'conversation.completed') throw new Error(`Unknown event ${stored}`);
  return stored;
}
