import { type Db, queryOne } from '../db/pool.ts';

const nowUs = '(extract(epoch from clock_timestamp()) * 1000000)::bigint';
const usedToday = `coalesce((select used from quota_day q where q.account_id = $1 and q.token_id = $2 and q.day = $3), 0)`;

// clock_timestamp() stands in the statement itself: where the row was locked, PostgreSQL evaluates it again after the wait.
const takeSlot = {
  name: 'take-rate-slot',
  text: `update rate_window set
      slots[(head % $4)::int + 1] = ${nowUs} + $5,
      head = head + 1
    where account_id = $1 and token_id = $2
      and slots[(head % $4)::int + 1] <= ${nowUs} - $6
    returning ${nowUs} as now_us, ${usedToday} as used_today,
      (select count(*)::int from unnest(slots) entry where entry > ${nowUs} - $6) as taken,
      (select min(entry) from unnest(slots) entry where entry > ${nowUs} - $6) as oldest_us`,
};
const selectOldest = {
  name: 'select-oldest-rate-slot',
  text: `select ${nowUs} as now_us, ${usedToday} as used_today, slots[(head % $4)::int + 1] as oldest_us
    from rate_window where account_id = $1 and token_id = $2`,
};
const countRead = {
  name: 'count-conversation-read',
  text: 'select count_conversation_read($1, $2, $3, $4, $5) as used',
};

export interface WindowKey {
  accountId: string;
  tokenId: string;
  /** UTC, YYYY-MM-DD. */
  day: string;
  slots: number;
}

export interface WindowRow {
  now_us: number;
  used_today: number;
  oldest_us: number;
}

/** Takes the ring's next entry, stamped `stampAheadUs` after now, or gives undefined where all are in use. */
export function takeWindowSlot(
  db: Db,
  key: WindowKey,
  times: { stampAheadUs: number; windowUs: number },
): Promise<(WindowRow & { taken: number }) | undefined> {
  const values = [key.accountId, key.tokenId, key.day, key.slots, times.stampAheadUs, times.windowUs];
  return queryOne<WindowRow & { taken: number }>(db, takeSlot, values);
}

export function oldestWindowSlot(db: Db, key: WindowKey): Promise<WindowRow | undefined> {
  return queryOne<WindowRow>(db, selectOldest, [key.accountId, key.tokenId, key.day, key.slots]);
}

/** The day's count including this conversation, or null where the quota does not cover it. */
export async function countConversationRead(
  db: Db,
  read: { accountId: string; tokenId: string; day: string; conversationId: string; quota: number },
): Promise<number | null> {
  const values = [read.accountId, read.tokenId, read.day, read.conversationId, read.quota];
  const row = await queryOne<{ used: number }>(db, countRead, values);
  if (!row) throw new Error('count_conversation_read gave no row');
  return row.used === -1 ? null : row.used;
}
