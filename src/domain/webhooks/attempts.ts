import { type Db, queryAll } from '../../db/pool.ts';
import { purgeInBatches } from './delivery-purge.ts';

/** One try of a delivery, as it ended. */
export interface DeliveryAttempt {
  /** 1, 2, 3 … */
  attempt: number;
  at: Date;
  /** `delivered`, or the delivery's `last_error` after it. */
  outcome: string;
  responseStatus: number | null;
  latencyMs: number;
}

const select = {
  name: 'select-delivery-attempts',
  text: `select attempt, at, outcome, response_status as "responseStatus", latency_ms as "latencyMs" from webhook_attempt
    where account_id = $1 and delivery_id = $2 order by attempt limit 1000`,
};
const purge = {
  name: 'purge-webhook-attempts',
  text: `delete from webhook_attempt where ctid = any(array(
      select ctid from webhook_attempt where at < $1 order by at limit $2 for update skip locked))`,
};

/** The attempts of the last seven days, first to last; none of a delivery that the account does not have. */
export function deliveryAttempts(db: Db, accountId: string, deliveryId: string): Promise<DeliveryAttempt[]> {
  return queryAll<DeliveryAttempt>(db, select, [accountId, deliveryId]);
}

/** Removes those of more than seven days ago; gives their number. */
export function purgeAttempts(db: Db, now: Date): Promise<number> {
  return purgeInBatches(db, purge, now);
}
