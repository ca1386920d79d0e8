import { type Db, queryAll } from '../../db/pool.ts';
import type { DeliveryRow } from './queries.ts';

/** A place in the newest-first order, at the database's precision. */
export interface LogPosition {
  createdUs: number;
  id: string;
}

export interface LoggedDelivery extends DeliveryRow {
  createdUs: number;
}

/** Up to `limit` deliveries that were made since a moment and come after `after`. */
export interface LogPage {
  since: Date;
  after: LogPosition | null;
  limit: number;
}

// Without a place the row comparison stands before all rows, so that both forms are one range of the index.
const selectLogged = {
  name: 'select-logged-deliveries',
  text: `select id, event, conversation_id as "conversationId", status, attempts, response_status as "responseStatus",
      last_error as "lastError", created_at as "createdAt", delivered_at as "deliveredAt",
      (extract(epoch from created_at) * 1000000)::bigint as "createdUs"
    from webhook_delivery where account_id = $1 and token_id = $2 and created_at >= $3
      and (created_at, id) < (coalesce(timestamptz 'epoch' + $4::bigint * interval '1 microsecond', 'infinity'),
        coalesce($5::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
    order by created_at desc, id desc limit $6`,
};

/** The token's deliveries, newest first. */
export function listLoggedDeliveries(
  db: Db,
  accountId: string,
  tokenId: string,
  { since, after, limit }: LogPage,
): Promise<LoggedDelivery[]> {
  const values = [accountId, tokenId, since, after?.createdUs ?? null, after?.id ?? null, limit];
  return queryAll<LoggedDelivery>(db, selectLogged, values);
}
