import type { Db } from '../../db/pool.ts';
import { listTokens } from './queries.ts';
import { isLive, type Token } from './token.ts';
import { tokenPrefix } from './token-format.ts';

/** The account's live token with this prefix (mt_ and eight characters). */
export async function findLiveToken(
  db: Db,
  accountId: string,
  prefix: string,
  now: Date,
): Promise<Token | undefined> {
  const tokens = await listTokens(db, accountId);
  return tokens.find((token) => tokenPrefix(token.lookup) === prefix && isLive(token, now));
}
