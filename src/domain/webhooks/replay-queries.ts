import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';
import { type JobKind, jobKinds } from '../../jobs/kinds.ts';
import type { WebhookEvent } from './events.ts';

export interface ReplayRow {
  id: string;
  subscriptionId: string;
  conversationId: string;
  contentId: string | null;
  event: WebhookEvent;
  status: string;
  replacedBy: string | null;
  /** As text, since a Date has no microseconds. */
  createdAt: string;
}

export interface ReplayCounts {
  /** Queued again. */
  replayed: number;
  /** Were pending anyway. */
  dueNow: number;
  /** Nothing is left to make their bodies of. */
  erased: number;
  /** Their conversations are deleted. */
  deleted: number;
  /** More than one request takes. */
  beyond: number;
}

const columns = `id, subscription_id as "subscriptionId", conversation_id as "conversationId", content_id as "contentId", event, status,
    replaced_by as "replacedBy", created_at::text as "createdAt"`;
const selectOne = {
  name: 'select-delivery-to-replay',
  text: `select ${columns} from webhook_delivery where account_id = $1 and id = $2`,
};
const selectNext = {
  name: 'select-deliveries-to-replay',
  text: `select ${columns} from webhook_delivery
    where account_id = $1 and subscription_id = $2 and (created_at, id) > ($3::timestamptz, $4::uuid) and created_at < $5
      and status = any($6) and not is_test and replaced_by is null
    order by created_at, id limit $7`,
};
const countNext = {
  name: 'count-deliveries-to-replay',
  text: `select count(*)::int as count from webhook_delivery
    where account_id = $1 and subscription_id = $2 and (created_at, id) > ($3::timestamptz, $4::uuid) and created_at < $5
      and status = any($6) and not is_test and replaced_by is null`,
};
const selectContents = {
  name: 'select-contents-there',
  text: 'select id from webhook_content where account_id = $1 and conversation_id = any($2)',
};
// Each statement looks at one table by ids, so that no plan for few rows makes it slow.
// The order is that of all replays, so that two of them never wait for each other.
const lockAgain = {
  name: 'lock-deliveries-to-replay',
  text: `select from webhook_delivery where account_id = $1 and id = any($2) and status <> 'pending'
    order by created_at, id for update`,
};
// A body that nobody has got takes a new link.
const queueAgain = {
  name: 'queue-deliveries-again',
  text: `with again as (
      update webhook_delivery set status = 'pending', last_error = null, response_status = null, delivered_at = null,
        link_base_url = case when attempts > 0 or is_cut then link_base_url end,
        link_made_at = case when attempts > 0 or is_cut then link_made_at end
      where account_id = $1 and id = any($2) and status <> 'pending'
      returning account_id, id, subscription_id, attempts, created_at)
    insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
    select account_id, gen_random_uuid(), $3, $4, subscription_id,
      jsonb_build_object('deliveryId', id, 'attemptsBefore', attempts),
      statement_timestamp() + ($5 + row_number() over (order by created_at, id) - 1) * $6::float8 * interval '1 millisecond',
      statement_timestamp()
    from again`,
};
// One that somebody else holds is just being claimed or cancelled.
const lockWaiting = {
  name: 'lock-jobs-to-bring-forward',
  text: `select id from job
    where account_id = $1 and lane = $2 and subject_id = $3 and payload ->> 'deliveryId' = any($4) and lease_token is null
    order by due_at for update skip locked`,
};
const bringForward = {
  name: 'bring-jobs-forward',
  text: `update job set due_at = least(due_at,
      statement_timestamp() + ($3 + array_position($2::uuid[], id) - 1) * $4::float8 * interval '1 millisecond')
    where account_id = $1 and id = any($2)`,
};
const insertKey = {
  name: 'insert-replay-key',
  text: `insert into webhook_replay (account_id, key, request, made_at, deliveries) values ($1, $2, $3, $4, 0)
    on conflict do nothing`,
};
const selectKey = {
  name: 'select-replay-key',
  text: `select request, deliveries as replayed, due_now as "dueNow", erased, deleted, beyond
    from webhook_replay where account_id = $1 and key = $2`,
};
const updateCounts = {
  name: 'update-replay-counts',
  text: `update webhook_replay set deliveries = $3, due_now = $4, erased = $5, deleted = $6, beyond = $7
    where account_id = $1 and key = $2`,
};
const purge = {
  name: 'purge-replay-keys',
  text: 'delete from webhook_replay where made_at < $1',
};

export function findToReplay(db: Db, accountId: string, id: string): Promise<ReplayRow | undefined> {
  return queryOne<ReplayRow>(db, selectOne, [accountId, id]);
}

export interface ReplayWindow {
  subscriptionId: string;
  until: Date;
  statuses: readonly string[];
  /** The place of the last one that was looked at. */
  after: { createdAt: string; id: string };
}

const valuesOf = (accountId: string, window: ReplayWindow): unknown[] => [
  accountId,
  window.subscriptionId,
  window.after.createdAt,
  window.after.id,
  window.until,
  window.statuses,
];

/** Oldest first. */
export function nextToReplay(
  db: Db,
  accountId: string,
  window: ReplayWindow,
  limit: number,
): Promise<ReplayRow[]> {
  return queryAll<ReplayRow>(db, selectNext, [...valuesOf(accountId, window), limit]);
}

export async function countToReplay(db: Db, accountId: string, window: ReplayWindow): Promise<number> {
  const row = await queryOne<{ count: number }>(db, countNext, valuesOf(accountId, window));
  return row?.count ?? 0;
}

/** The contents that are still kept of these rows' conversations. */
export async function contentsThere(
  db: Db,
  accountId: string,
  rows: readonly ReplayRow[],
): Promise<ReadonlySet<string>> {
  const values = [accountId, [...new Set(rows.map((row) => row.conversationId))]];
  return new Set((await queryAll<{ id: string }>(db, selectContents, values)).map(({ id }) => id));
}

/** Where in its replay a delivery stands: `from` are before it, one each `everyMs`. */
export interface ReplayPlace {
  from: number;
  everyMs: number;
}

/** Those that are over are pending again, each with a job; gives their number. */
export async function queueDeliveriesAgain(
  tx: Db,
  accountId: string,
  ids: readonly string[],
  { from, everyMs }: ReplayPlace,
): Promise<number> {
  const kind: JobKind = 'deliver';
  await execute(tx, lockAgain, [accountId, ids]);
  return execute(tx, queueAgain, [accountId, ids, jobKinds.deliver.lane, kind, from, everyMs]);
}

/** Those that wait for their turn have it now; one that is under way is left alone. */
export async function bringDeliveriesForward(
  tx: Db,
  accountId: string,
  { subscriptionId, ids }: { subscriptionId: string; ids: readonly string[] },
  { from, everyMs }: ReplayPlace,
): Promise<void> {
  const wanted = [accountId, jobKinds.deliver.lane, subscriptionId, ids];
  const jobs = (await queryAll<{ id: string }>(tx, lockWaiting, wanted)).map(({ id }) => id);
  await execute(tx, bringForward, [accountId, jobs, from, everyMs]);
}

/** False where the key was used; waits for a request that uses it just now. */
export async function storeReplayKey(
  tx: Db,
  accountId: string,
  { key, request }: { key: string; request: string },
  now: Date,
): Promise<boolean> {
  return (await execute(tx, insertKey, [accountId, key, request, now])) === 1;
}

export function findReplayKey(
  db: Db,
  accountId: string,
  key: string,
): Promise<(ReplayCounts & { request: string }) | undefined> {
  return queryOne<ReplayCounts & { request: string }>(db, selectKey, [accountId, key]);
}

export async function storeReplayCounts(
  tx: Db,
  accountId: string,
  key: string,
  counts: ReplayCounts,
): Promise<void> {
  const { replayed, dueNow, erased, deleted, beyond } = counts;
  await execute(tx, updateCounts, [accountId, key, replayed, dueNow, erased, deleted, beyond]);
}

export async function removeReplayKeys(db: Db, before: Date): Promise<number> {
  return await execute(db, purge, [before]);
}
