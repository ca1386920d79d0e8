import { type Db, queryAll, queryOne } from '../../db/pool.ts';

/** So many failed attempts in a row make a subscription a failing one. settle_attempts has the same number. */
const failingAfter = 5;

/** By whom or why a subscription was stopped: an operator, the receiver's 410, or days without a success. */
type StopReason = 'operator' | 'gone' | 'no_success';

type TokenProblem = 'token_revoked' | 'token_expired';

/** How a subscription's receiver does, for whoever looks at it. */
export type Health = { lastSuccessAt: Date | null } & (
  | { kind: 'ok' }
  | { kind: 'failing'; failures: number; since: Date }
  /** Its token is worthless, so nothing is sent to it. */
  | { kind: 'token_ended'; problem: TokenProblem }
  | { kind: 'paused' | 'disabled'; reason: StopReason; since: Date }
);

export type HealthState = Health['kind'];
export const healthStates: readonly HealthState[] = ['ok', 'failing', 'token_ended', 'paused', 'disabled'];

interface HealthRow {
  id: string;
  status: 'active' | 'paused' | 'disabled';
  stoppedReason: StopReason | null;
  stoppedAt: Date | null;
  createdAt: Date;
  failures: number | null;
  failingSince: Date | null;
  lastSuccessAt: Date | null;
  tokenProblem: TokenProblem | null;
}

const columns = `s.id, s.status, s.stopped_reason as "stoppedReason", s.stopped_at as "stoppedAt",
  s.created_at as "createdAt", h.failures, h.failing_since as "failingSince", h.last_success_at as "lastSuccessAt",
  case when t.revoked_at is not null then 'token_revoked' when t.expires_at <= now() then 'token_expired' end as "tokenProblem"`;
const selectOne = {
  name: 'select-webhook-health',
  text: `select ${columns} from webhook_subscription s
    left join webhook_health h on h.account_id = s.account_id and h.subscription_id = s.id
    left join api_token t on t.account_id = s.account_id and t.id = s.token_id
    where s.account_id = $1 and s.id = $2 and s.status <> 'deleted'`,
};
const selectAll = {
  name: 'select-webhook-healths',
  text: `select ${columns} from webhook_subscription s
    left join webhook_health h on h.account_id = s.account_id and h.subscription_id = s.id
    left join api_token t on t.account_id = s.account_id and t.id = s.token_id
    where s.account_id = $1 and s.status <> 'deleted'`,
};
const countStates = {
  name: 'count-webhook-healths',
  text: `select case when s.status <> 'active' then s.status
        when t.revoked_at is not null or t.expires_at <= now() then 'token_ended'
        when h.failures >= $1 then 'failing' else 'ok' end as state,
      count(*)::int as subscriptions
    from webhook_subscription s
    left join webhook_health h on h.account_id = s.account_id and h.subscription_id = s.id
    left join api_token t on t.account_id = s.account_id and t.id = s.token_id
    where s.status <> 'deleted' group by 1`,
};

/** Undefined where the account has no such subscription. */
export async function subscriptionHealth(
  db: Db,
  accountId: string,
  subscriptionId: string,
): Promise<Health | undefined> {
  const row = await queryOne<HealthRow>(db, selectOne, [accountId, subscriptionId]);
  return row && healthOf(row);
}

/** Of all subscriptions of the account, by their ids. */
export async function subscriptionHealths(db: Db, accountId: string): Promise<ReadonlyMap<string, Health>> {
  const rows = await queryAll<HealthRow>(db, selectAll, [accountId]);
  return new Map(rows.map((row) => [row.id, healthOf(row)]));
}

/** How many subscriptions there are in each state, in the whole installation. */
export async function countHealthStates(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await queryAll<{ state: string; subscriptions: number }>(db, countStates, [failingAfter]);
  return new Map(rows.map(({ state, subscriptions }) => [state, subscriptions]));
}

function healthOf(row: HealthRow): Health {
  const { status, lastSuccessAt, failures, failingSince, createdAt } = row;
  if (status !== 'active') {
    const reason = row.stoppedReason ?? 'operator';
    return { kind: status, reason, since: row.stoppedAt ?? createdAt, lastSuccessAt };
  }
  if (row.tokenProblem) return { kind: 'token_ended', problem: row.tokenProblem, lastSuccessAt };
  if (failures === null || failures < failingAfter) return { kind: 'ok', lastSuccessAt };
  return { kind: 'failing', failures, since: failingSince ?? createdAt, lastSuccessAt };
}
