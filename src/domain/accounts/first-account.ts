import { randomUUID } from 'node:crypto';
import { type Db, inTransaction, type Pool } from '../../db/pool.ts';
import { appendAudit } from '../audit/audit-log.ts';
import { listAccounts, lockAccountTable, storeAccount } from './queries.ts';

const firstAccountName = 'My account';

/** The account that a first run takes over. */
export async function findOldestAccount(db: Db): Promise<string | null> {
  const [account] = await listAccounts(db);
  return account?.id ?? null;
}

/** Makes one account in a database that has none. */
export async function ensureFirstAccount(pool: Pool, now: Date): Promise<void> {
  if ((await listAccounts(pool)).length > 0) return;
  await inTransaction(pool, async (tx) => {
    await lockAccountTable(tx);
    if ((await listAccounts(tx)).length > 0) return;
    const id = randomUUID();
    await storeAccount(tx, { id, name: firstAccountName, now });
    await appendAudit(tx, id, { by: { kind: 'server' }, action: 'account.created', subjectId: id });
  });
}
