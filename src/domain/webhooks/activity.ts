import { type Db, queryAll } from '../../db/pool.ts';

const hourMs = 3_600_000;
const hoursShown = 24;
/** The newest attempts alone are counted where there are more: at most so many are read. */
const mostCounted = 100_000;

// Newest first by the index of times; the count of the rest follows from the oldest one that was read.
const select = {
  name: 'select-webhook-activity',
  text: `with read as materialized (
      select account_id, delivery_id, at, outcome from webhook_attempt
      where account_id = $1 and at >= $2 order by at desc limit $3)
    select d.subscription_id as id, floor(extract(epoch from read.at - $2) / 3600)::int as hour,
      count(*) filter (where read.outcome = 'delivered')::int as succeeded,
      count(*) filter (where read.outcome <> 'delivered')::int as failed,
      min(read.at) as "oldestAt", (select count(*)::int from read) as counted
    from read join webhook_delivery d on d.account_id = read.account_id and d.id = read.delivery_id
    group by 1, 2`,
};

interface ActivityRow {
  id: string;
  hour: number;
  succeeded: number;
  failed: number;
  oldestAt: Date;
  counted: number;
}

/** Attempts of a subscription, an entry an hour, oldest first. */
interface SubscriptionActivity {
  succeeded: number[];
  failed: number[];
}

export interface Activity {
  /** When each hour began. */
  hours: Date[];
  /** All attempts from then on are counted. */
  since: Date;
  /** By the subscription's id; one without an attempt is not there. */
  bySubscription: ReadonlyMap<string, SubscriptionActivity>;
}

/** The attempts of the last 24 hours, the present one among them. */
export async function webhookActivity(
  db: Db,
  accountId: string,
  now: Date,
  most: number = mostCounted,
): Promise<Activity> {
  const thisHourMs = Math.floor(now.getTime() / hourMs) * hourMs;
  const firstMs = thisHourMs - (hoursShown - 1) * hourMs;
  const rows = await queryAll<ActivityRow>(db, select, [accountId, new Date(firstMs), most]);
  const bySubscription = new Map<string, SubscriptionActivity>();
  for (const { id, hour, succeeded, failed } of rows) {
    // The clock of the database may be ahead.
    const at = Math.min(hour, hoursShown - 1);
    const activity = bySubscription.get(id) ?? { succeeded: noAttempts(), failed: noAttempts() };
    activity.succeeded[at] = (activity.succeeded[at] ?? 0) + succeeded;
    activity.failed[at] = (activity.failed[at] ?? 0) + failed;
    bySubscription.set(id, activity);
  }
  const isWhole = (rows[0]?.counted ?? 0) < most;
  const oldestMs = Math.min(...rows.map(({ oldestAt }) => oldestAt.getTime()));
  return {
    hours: Array.from({ length: hoursShown }, (_, n) => new Date(firstMs + n * hourMs)),
    since: new Date(isWhole ? firstMs : oldestMs),
    bySubscription,
  };
}

function noAttempts(): number[] {
  return Array.from({ length: hoursShown }, () => 0);
}
