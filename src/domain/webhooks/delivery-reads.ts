import { type Db, queryAll, queryOne } from '../../db/pool.ts';
import type { DeliveryRow } from './queries.ts';

/** A delivery as an operator sees it. */
export interface ShownDelivery extends DeliveryRow {
  subscriptionId: string;
  isTest: boolean;
}

/** Of webhook_delivery, by the names of ShownDelivery. */
export const shownColumns = `id, subscription_id as "subscriptionId", event, conversation_id as "conversationId", status, attempts,
  response_status as "responseStatus", last_error as "lastError", created_at as "createdAt", delivered_at as "deliveredAt",
  is_test as "isTest"`;
const selectOne = {
  name: 'select-shown-delivery',
  text: `select ${shownColumns} from webhook_delivery where account_id = $1 and id = $2`,
};
// Subscription by subscription, as the index has them.
const selectNewest = {
  name: 'select-shown-deliveries',
  text: `select d.* from webhook_subscription s
    cross join lateral (
      select ${shownColumns} from webhook_delivery
      where account_id = s.account_id and subscription_id = s.id and created_at >= $3 and status = any($4)
      order by created_at desc limit $5) d
    where s.account_id = $1 and ($2::uuid is null or s.id = $2)
    order by d."createdAt" desc, d.id desc limit $5`,
};

const everyStatus = ['pending', 'succeeded', 'failed', 'skipped', 'cancelled'];
const failedStatuses = ['failed', 'skipped', 'cancelled'];

export interface DeliveryFilter {
  /** Null: of all subscriptions. */
  subscriptionId: string | null;
  failed: boolean;
  since: Date;
  limit: number;
}

/** Newest first. */
export function listShownDeliveries(
  db: Db,
  accountId: string,
  { subscriptionId, failed, since, limit }: DeliveryFilter,
): Promise<ShownDelivery[]> {
  const values = [accountId, subscriptionId, since, failed ? failedStatuses : everyStatus, limit];
  return queryAll<ShownDelivery>(db, selectNewest, values);
}

export function findShownDelivery(db: Db, accountId: string, id: string): Promise<ShownDelivery | undefined> {
  return queryOne<ShownDelivery>(db, selectOne, [accountId, id]);
}
