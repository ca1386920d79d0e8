import { randomUUID } from 'node:crypto';
import { inTransaction, type Pool } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import { type Account, saveAccount, storeAccount } from './queries.ts';

/** Gives the new account's id. */
export function createAccount(pool: Pool, name: string, { by, now }: Doing): Promise<string> {
  const id = randomUUID();
  return inTransaction(pool, async (tx) => {
    await storeAccount(tx, { id, name, now });
    await appendAudit(tx, id, { by, action: 'account.created', subjectId: id });
    return id;
  });
}

export type AccountChanges = Partial<
  Pick<
    Account,
    | 'name'
    | 'brandName'
    | 'brandLogoUrl'
    | 'language'
    | 'webhooksEnabled'
    | 'timeZone'
    | 'isOpen'
    | 'internalDomains'
  >
>;

/** Changes what is given of `account`, which is as it was read. */
export function changeAccount(
  pool: Pool,
  account: Account,
  changes: AccountChanges,
  { by, now }: Doing,
): Promise<void> {
  const before: Readonly<Record<string, unknown>> = { ...account };
  const changed = Object.entries(changes).flatMap(([name, value]) =>
    JSON.stringify(before[name]) === JSON.stringify(value) ? [] : [name],
  );
  if (changed.length === 0) return Promise.resolve();
  return inTransaction(pool, async (tx) => {
    await saveAccount(tx, { ...account, ...changes }, now);
    const details = { changed };
    await appendAudit(tx, account.id, { by, action: 'account.changed', subjectId: account.id, details });
  });
}
