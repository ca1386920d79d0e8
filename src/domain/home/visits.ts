import { type Db, execute, queryOne } from '../../db/pool.ts';

/** A visit is over when nothing was looked at for so long. */
const visitMs = 30 * 60_000;

interface Key {
  accountId: string;
  userId: string;
}

const select = {
  name: 'select-user-visit',
  text: `select case when last_at < $3::timestamptz then last_at else before_at end as since
    from user_visit where account_id = $1 and user_id = $2`,
};
const note = {
  name: 'note-user-visit',
  text: `insert into user_visit as v (account_id, user_id, last_at) values ($1, $2, $4)
    on conflict (account_id, user_id) do update set last_at = excluded.last_at,
      before_at = case when v.last_at < $3::timestamptz then v.last_at else v.before_at end`,
};

const visitBegan = (now: Date): Date => new Date(now.getTime() - visitMs);

/** When the visit before this one ended; null on the first. It stays the same during a visit. */
export async function lastHere(db: Db, { accountId, userId }: Key, now: Date): Promise<Date | null> {
  const row = await queryOne<{ since: Date | null }>(db, select, [accountId, userId, visitBegan(now)]);
  return row?.since ?? null;
}

export async function noteVisit(db: Db, { accountId, userId }: Key, now: Date): Promise<void> {
  await execute(db, note, [accountId, userId, visitBegan(now), now]);
}
