import { inTransaction, type Pool } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import { markRevoked } from './queries.ts';

/** Makes a token worthless at once; false where the account has no such token that is not revoked yet. */
export function revokeToken(
  pool: Pool,
  accountId: string,
  lookup: string,
  { by, now }: Doing,
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const id = await markRevoked(tx, accountId, lookup, now);
    if (id === null) return false;
    await appendAudit(tx, accountId, { by, action: 'token.revoked', subjectId: id });
    return true;
  });
}
