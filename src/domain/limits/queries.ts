import { type Db, queryOne } from '../../db/pool.ts';

const nowUs = '(extract(epoch from clock_timestamp()) * 1000000)::bigint';
// Stable over the statement, so that it finds its row by the index. $3 is how far tests have set the clock.
const today = `(statement_timestamp() at time zone 'UTC' + $3::bigint * interval '1 microsecond')::date`;
const usedToday = `coalesce((select used from quota_day q where q.account_id = $1 and q.token_id = $2 and q.day = ${today}), 0)
      as "usedToday", ${today}::text as day`;

// clock_timestamp() stands in the statement itself: where the row was locked, PostgreSQL evaluates it again after the wait.
const takeSlot = {
  name: 'take-rate-slot',
  text: `with taken as (
      update rate_window set
        slots[(head % $4)::int + 1] = ${nowUs},
        head = head + 1
      where account_id = $1 and token_id = $2
        and cardinality(slots) = $4 and slots[(head % $4)::int + 1] <= ${nowUs} - $5
      returning ${nowUs} as now_us, slots)
    select now_us as "nowUs", ${usedToday}, $4::int - in_use.entries as "callsLeft",
      in_use.oldest_us as "oldestUs"
    from taken, lateral (
      select count(*)::int as entries, min(entry) as oldest_us from unnest(slots) entry where entry > now_us - $5
    ) in_use`,
};
const leaseCalls = {
  name: 'lease-window-calls',
  text: `select calls, ends_us as "endsUs", now_us as "nowUs", calls_left as "callsLeft", oldest_us as "oldestUs",
      first_entry as "firstEntry", entries, ${usedToday}
    from lease_window_calls($1, $2, $4, $5, $6, $7, $8, $9, $10)`,
};
const selectOldest = {
  name: 'select-oldest-rate-slot',
  text: `select ${nowUs} as "nowUs", ${usedToday}, slots[(head % $4)::int + 1] as "oldestUs",
      cardinality(slots) as entries
    from rate_window where account_id = $1 and token_id = $2`,
};
const countReads = {
  name: 'count-conversation-reads',
  text: `select count_conversation_reads($1, $2, ${today}, $4, $5) as used, ${today}::text as day, ${nowUs} as "nowUs"`,
};

export interface WindowKey {
  accountId: string;
  tokenId: string;
  /** As DatabaseClock has it. */
  shiftUs: number;
  slots: number;
}

export interface WindowRow {
  nowUs: number;
  usedToday: number;
  /** Which day it is to the database: UTC, YYYY-MM-DD. */
  day: string;
  oldestUs: number;
}

export interface GrantRow extends WindowRow {
  callsLeft: number;
}

/** Takes the ring's next entry, or gives undefined where all are in use. */
export function takeWindowSlot(db: Db, key: WindowKey, windowUs: number): Promise<GrantRow | undefined> {
  const values = [key.accountId, key.tokenId, key.shiftUs, key.slots, windowUs];
  return queryOne<GrantRow>(db, takeSlot, values);
}

export interface LeaseRow extends GrantRow {
  calls: number;
  /** Until when the calls may be made; on the clock of `nowUs`. */
  endsUs: number;
  /** Entries that were taken for them, 0 where they are of the newest block; the first one's number since the ring began. */
  entries: number;
  firstEntry: number;
}

/** Whole blocks that one process had, from entry `first` on: how long ago the last call of each was made. */
export interface SpentBlocks {
  first: number;
  agesUs: number[];
}

/** Up to `wanted` calls of the newest block, or of new ones; undefined where all entries are in use. */
export function leaseWindowCalls(
  db: Db,
  key: WindowKey,
  block: { calls: number; wanted: number; leaseUs: number; windowUs: number },
  spent: SpentBlocks | null,
): Promise<LeaseRow | undefined> {
  const { calls, wanted, leaseUs, windowUs } = block;
  const values = [key.accountId, key.tokenId, key.shiftUs, key.slots, calls, wanted, leaseUs, windowUs];
  return queryOne<LeaseRow>(db, leaseCalls, [...values, spent?.first ?? null, spent?.agesUs ?? []]);
}

/** The ring's next entry, which is its oldest, where it has as many as `key` says. */
export function oldestWindowSlot(
  db: Db,
  key: WindowKey,
): Promise<(WindowRow & { entries: number }) | undefined> {
  return queryOne<WindowRow & { entries: number }>(db, selectOldest, [
    key.accountId,
    key.tokenId,
    key.shiftUs,
    key.slots,
  ]);
}

export interface CountedReads {
  /** For each conversation the day's count including it, or -1 where the quota does not cover it. */
  used: number[];
  /** The database's, for which they were counted: UTC, YYYY-MM-DD. */
  day: string;
  nowUs: number;
}

export async function countConversationReads(
  db: Db,
  read: { accountId: string; tokenId: string; shiftUs: number; conversationIds: string[]; quota: number },
): Promise<CountedReads> {
  const values = [read.accountId, read.tokenId, read.shiftUs, read.conversationIds, read.quota];
  const row = await queryOne<CountedReads>(db, countReads, values);
  if (!row) throw new Error('count_conversation_reads gave no row');
  return row;
}
