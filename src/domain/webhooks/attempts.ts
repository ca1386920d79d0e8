import { type Db, queryAll } from '../../db/pool.ts';

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
/** The attempts of the last seven days, first to last; none of a delivery that the account does not have. */
export function deliveryAttempts(db: Db, accountId: string, deliveryId: string): Promise<DeliveryAttempt[]> {
  return queryAll<DeliveryAttempt>(db, select, [accountId, deliveryId]);
}
