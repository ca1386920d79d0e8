import { announceNews } from '../../db/notifications.ts';
import { type Db, execute, inTransaction, type Pool } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import { holdFromDeletion } from '../conversations/deletion.ts';
import { loggedMs } from './queries.ts';
import {
  bringDeliveriesForward,
  contentsThere,
  countToReplay,
  findReplayKey,
  findToReplay,
  nextToReplay,
  queueDeliveriesAgain,
  type ReplayCounts,
  type ReplayRow,
  type ReplayWindow,
  removeReplayKeys,
  storeReplayCounts,
  storeReplayKey,
} from './replay-queries.ts';
import { findObstacle, type SubscriptionObstacle } from './subscription-state.ts';
import { testContentId } from './test-content.ts';

export type { ReplayCounts } from './replay-queries.ts';

/** A request: who repeats it under its key gets its answer again, and nothing is queued twice. */
interface ReplayRequest extends Doing {
  key: string;
}

export type ReplayRefusal =
  | SubscriptionObstacle
  /** The key was used for something else. */
  | { kind: 'key_taken' }
  /** Of one delivery. */
  | { kind: 'conversation_deleted' | 'content_erased' }
  | { kind: 'replaced'; by: string }
  | { kind: 'range_too_early'; earliest: Date }
  | { kind: 'range_empty' };

export type ReplayResult = { kind: 'replayed'; repeated: boolean; counts: ReplayCounts } | ReplayRefusal;

/** `failed` takes those that were given up or skipped, and lets those that wait for another try have it; `all` every one. */
export interface ReplayRange {
  which: 'failed' | 'all';
  since: Date | null;
  until: Date | null;
  /** The range as the caller wrote it, such as "24h": under one key it must be the same. */
  asWritten?: string;
}

/**
 * Replayed deliveries are due one after the other, oldest first, at this pace. A new delivery stands behind those that are
 * due by then, not behind all of them.
 */
const replayedEveryMs = 100;
/** One request takes so many; at the pace it lasts some three hours. */
const mostReplayed = 100_000;
/** One statement takes so many, and is over in a moment. */
const atOnce = 1_000;
const firstId = '00000000-0000-0000-0000-000000000000';

const statuses = {
  failed: ['failed', 'skipped', 'pending'],
  all: ['succeeded', 'failed', 'skipped', 'pending'],
} as const;
const none: ReplayCounts = { replayed: 0, dueNow: 0, erased: 0, deleted: 0, beyond: 0 };

/** Sends one delivery again, whatever came of it; a pending one has its turn now. Its id stays, its attempts go on counting. */
export function replayDelivery(
  pool: Pool,
  accountId: string,
  id: string,
  request: ReplayRequest,
): Promise<ReplayResult> {
  return inTransaction(pool, async (tx) => {
    const named = { key: request.key, request: `delivery ${id}` };
    const before = await answeredBefore(tx, accountId, named);
    if (before) return before;
    const row = await findToReplay(tx, accountId, id);
    if (!row) return { kind: 'not_found' };
    const obstacle = await findObstacle(tx, accountId, row.subscriptionId, request.now);
    if (obstacle) return obstacle;
    if (row.replacedBy !== null) return { kind: 'replaced', by: row.replacedBy };
    const sorted = await sortOut(tx, accountId, [row]);
    if (sorted.deleted > 0) return { kind: 'conversation_deleted' };
    if (sorted.erased > 0) return { kind: 'content_erased' };
    const audited = { ...named, by: request.by, now: request.now, subscriptionId: row.subscriptionId };
    return underKey(tx, accountId, audited, () =>
      queueSorted(tx, accountId, { ...sorted, subscriptionId: row.subscriptionId }, 0),
    );
  });
}

/** Sends what a subscription was not sent, or all of a time, again: at most the last 7 days, for so long bodies are kept. */
export function replaySubscription(
  pool: Pool,
  accountId: string,
  subscriptionId: string,
  request: ReplayRequest & ReplayRange,
): Promise<ReplayResult> {
  const { key, by, now, which, until } = request;
  const earliest = new Date(now.getTime() - loggedMs);
  return inTransaction(pool, async (tx) => {
    const named = { key, request: `${which} ${subscriptionId} ${request.asWritten ?? ''}` };
    const before = await answeredBefore(tx, accountId, named);
    if (before) return before;
    const obstacle = await findObstacle(tx, accountId, subscriptionId, now);
    if (obstacle) return obstacle;
    const since = request.since ?? earliest;
    if (since < earliest) return { kind: 'range_too_early', earliest };
    if (until && until <= since) return { kind: 'range_empty' };
    const after = { createdAt: since.toISOString(), id: firstId };
    const window = { subscriptionId, until: until ?? now, statuses: statuses[which], after };
    return underKey(tx, accountId, { ...named, by, now, subscriptionId }, () =>
      queueWindow(tx, accountId, window),
    );
  });
}

/** Removes the keys of requests that are older than what can be replayed. */
export function purgeReplays(db: Db, now: Date): Promise<number> {
  return removeReplayKeys(db, new Date(now.getTime() - loggedMs));
}

interface NamedRequest {
  key: string;
  request: string;
}

async function answeredBefore(
  db: Db,
  accountId: string,
  { key, request }: NamedRequest,
): Promise<ReplayResult | null> {
  const found = await findReplayKey(db, accountId, key);
  if (!found) return null;
  const { request: earlier, ...counts } = found;
  return earlier === request ? { kind: 'replayed', repeated: true, counts } : { kind: 'key_taken' };
}

/** Where another has used the key meanwhile, its answer. */
async function underKey(
  tx: Db,
  accountId: string,
  { by, now, subscriptionId, ...named }: NamedRequest & Doing & { subscriptionId: string },
  work: () => Promise<ReplayCounts>,
): Promise<ReplayResult> {
  if (!(await storeReplayKey(tx, accountId, named, now)))
    return (await answeredBefore(tx, accountId, named)) ?? { kind: 'key_taken' };
  const counts = await work();
  await storeReplayCounts(tx, accountId, named.key, counts);
  await execute(tx, announceNews, ['jobs']);
  const details = { deliveries: counts.replayed + counts.dueNow };
  await appendAudit(tx, accountId, { by, action: 'webhook.replayed', subjectId: subscriptionId, details });
  return { kind: 'replayed', repeated: false, counts };
}

async function queueWindow(tx: Db, accountId: string, window: ReplayWindow): Promise<ReplayCounts> {
  const { subscriptionId } = window;
  let counts = none;
  let { after } = window;
  for (let taken = 0; taken < mostReplayed; taken += atOnce) {
    const rows = await nextToReplay(tx, accountId, { ...window, after }, atOnce);
    const sorted = await sortOut(tx, accountId, rows);
    const queued = counts.replayed + counts.dueNow;
    counts = sum(counts, await queueSorted(tx, accountId, { ...sorted, subscriptionId }, queued));
    after = rows.at(-1) ?? after;
    if (rows.length < atOnce) return counts;
  }
  return { ...counts, beyond: await countToReplay(tx, accountId, { ...window, after }) };
}

interface Sorted {
  again: string[];
  pending: string[];
  erased: number;
  deleted: number;
}

/** By what can be done with them. Their conversations are not deleted until the transaction ends. */
async function sortOut(tx: Db, accountId: string, rows: readonly ReplayRow[]): Promise<Sorted> {
  const deletedById = await holdFromDeletion(tx, accountId, [
    ...new Set(rows.map((row) => row.conversationId)),
  ]);
  const contents = await contentsThere(tx, accountId, rows.filter(hasContent));
  const sorted: Sorted = { again: [], pending: [], erased: 0, deleted: 0 };
  for (const row of rows) {
    if (row.status === 'pending') sorted.pending.push(row.id);
    else if (hasContent(row) && deletedById.get(row.conversationId)) sorted.deleted += 1;
    else if (hasContent(row) && !contents.has(row.contentId ?? '')) sorted.erased += 1;
    // Its conversation was brought back: that it is deleted is not true any more.
    else if (row.contentId === null && deletedById.get(row.conversationId) === false) sorted.erased += 1;
    else sorted.again.push(row.id);
  }
  return sorted;
}

/** The news of a deletion tells of no more than ids, and a test is made up. */
function hasContent({ contentId, event }: ReplayRow): boolean {
  return contentId !== testContentId && event !== 'conversation.deleted';
}

async function queueSorted(
  tx: Db,
  accountId: string,
  { again, pending, erased, deleted, subscriptionId }: Sorted & { subscriptionId: string },
  from: number,
): Promise<ReplayCounts> {
  const everyMs = replayedEveryMs;
  const replayed = await queueDeliveriesAgain(tx, accountId, again, { from, everyMs });
  if (pending.length > 0) {
    const place = { from: from + replayed, everyMs };
    await bringDeliveriesForward(tx, accountId, { subscriptionId, ids: pending }, place);
  }
  return { replayed, dueNow: pending.length, erased, deleted, beyond: 0 };
}

function sum(a: ReplayCounts, b: ReplayCounts): ReplayCounts {
  return {
    replayed: a.replayed + b.replayed,
    dueNow: a.dueNow + b.dueNow,
    erased: a.erased + b.erased,
    deleted: a.deleted + b.deleted,
    beyond: a.beyond + b.beyond,
  };
}
