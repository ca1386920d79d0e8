import type { components } from '../../../contract/partner.types.ts';
import type { DeliveryRow } from '../../domain/webhooks/queries.ts';

export function presentDelivery(row: DeliveryRow): components['schemas']['Delivery'] {
  return {
    id: row.id,
    event: row.event,
    conversation_id: row.conversationId,
    status: row.status,
    attempts: row.attempts,
    response_status: row.responseStatus,
    last_error: row.lastError,
    created_at: row.createdAt.toISOString(),
    delivered_at: row.deliveredAt?.toISOString() ?? null,
  };
}
