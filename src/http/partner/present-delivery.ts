import type { components } from '../../../contract/partner.types.ts';
import type { DeliveryRow } from '../../domain/webhooks/queries.ts';

export function presentDelivery(row: DeliveryRow): components['schemas']['Delivery'] {
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
