import { type Db, queryAll } from '../../db/pool.ts';
import type { LogPosition } from './delivery-log.ts';
import { type ShownDelivery, shownColumns } from './delivery-reads.ts';
import type { WebhookEvent } from './events.ts';
import type { DeliveryStatus } from './queries.ts';

export interface LoggedRow extends ShownDelivery {
  createdUs: number;
}

/** Up to `limit` deliveries of a subscription that come after `after`, newest first. */
export interface SubscriptionLogPage {
  subscriptionId: string;
  /** Null: of each. */
  status: DeliveryStatus | null;
  event: WebhookEvent | null;
  since: Date;
  /** Null: until now. */
  until: Date | null;
  after: LogPosition | null;
  limit: number;
}

// Without a place the row comparison stands before all rows, so that both forms are one range of the index.
const select = {
  name: 'select-subscription-log',
  text: `select ${shownColumns}, (extract(epoch from created_at) * 1000000)::bigint as "createdUs"
    from webhook_delivery where account_id = $1 and subscription_id = $2
      and created_at >= $3 and created_at < coalesce($4::timestamptz, 'infinity')
      and ($5::text is null or status = $5) and ($6::text is null or event = $6)
      and (created_at, id) < (coalesce(timestamptz 'epoch' + $7::bigint * interval '1 microsecond', 'infinity'),
        coalesce($8::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
    order by created_at desc, id desc limit $9`,
};

export function listSubscriptionLog(
  db: Db,
  accountId: string,
  { subscriptionId, status, event, since, until, after, limit }: SubscriptionLogPage,
): Promise<LoggedRow[]> {
  const place = [after?.createdUs ?? null, after?.id ?? null];
  return queryAll<LoggedRow>(db, select, [
    accountId,
    subscriptionId,
    since,
    until,
    status,
    event,
    ...place,
    limit,
  ]);
}
