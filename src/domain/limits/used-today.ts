import { type Db, queryAll } from '../../db/pool.ts';
import type { DatabaseClock } from './database-clock.ts';

const select = {
  name: 'select-used-today',
  text: `select token_id as "tokenId", used from quota_day
    where account_id = $1 and day = (statement_timestamp() at time zone 'UTC' + $2::bigint * interval '1 microsecond')::date`,
};

/** Conversations that each token of the account has read in the database's day; a token that has read none is not there. */
export async function usedTodayByToken(
  db: Db,
  clock: Pick<DatabaseClock, 'shiftUs'>,
  accountId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await queryAll<{ tokenId: string; used: number }>(db, select, [accountId, clock.shiftUs]);
  return new Map(rows.map(({ tokenId, used }) => [tokenId, used]));
}
