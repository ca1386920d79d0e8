import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';
import { defaultLanguage } from './default-language.ts';

export interface Account {
  id: string;
  name: string;
  brandName: string | null;
  brandLogoUrl: string | null;
  language: string;
  webhooksEnabled: boolean;
  /** An IANA name. */
  timeZone: string;
  /** Whether everybody sees all conversations. */
  isOpen: boolean;
  /** In lower case. */
  internalDomains: string[];
  /** Of a logo that is stored here (logo.ts). */
  logoHash: string | null;
  createdAt: Date;
  updatedAt: Date;
}

const columns = `id, name, brand_name as "brandName", brand_logo_url as "brandLogoUrl", language,
  webhooks_enabled as "webhooksEnabled", time_zone as "timeZone", is_open as "isOpen",
  internal_domains as "internalDomains", logo_hash as "logoHash", created_at as "createdAt", updated_at as "updatedAt"`;

const insertAccount = {
  name: 'insert-account',
  text: 'insert into account (id, name, language, created_at, updated_at) values ($1, $2, $4, $3, $3)',
};
const selectAccount = { name: 'select-account', text: `select ${columns} from account where id = $1` };
const selectAccounts = {
  name: 'select-accounts',
  text: `select ${columns} from account order by created_at, id`,
};
const updateAccount = {
  name: 'update-account',
  text: `update account set name = $2, brand_name = $3, brand_logo_url = $4, language = $5, webhooks_enabled = $6,
    time_zone = $7, is_open = $8, internal_domains = $9, updated_at = $10 where id = $1`,
};
// Processes that start together on an empty database make one first account between them.
const lockAccounts = { name: 'lock-accounts', text: 'lock table account in exclusive mode' };

export function findAccount(db: Db, accountId: string): Promise<Account | undefined> {
  return queryOne<Account>(db, selectAccount, [accountId]);
}

/** Empty where there is no such account. */
export async function findAccountName(db: Db, accountId: string): Promise<string> {
  return (await findAccount(db, accountId))?.name ?? '';
}

/** All accounts, oldest first. */
export function listAccounts(db: Db): Promise<Account[]> {
  return queryAll<Account>(db, selectAccounts, []);
}

export async function storeAccount(tx: Db, account: { id: string; name: string; now: Date }): Promise<void> {
  await execute(tx, insertAccount, [account.id, account.name, account.now, defaultLanguage]);
}

export async function lockAccountTable(tx: Db): Promise<void> {
  await execute(tx, lockAccounts, []);
}

/** Writes every changeable field of `account`. */
export async function saveAccount(tx: Db, account: Account, now: Date): Promise<void> {
  await execute(tx, updateAccount, [
    account.id,
    account.name,
    account.brandName,
    account.brandLogoUrl,
    account.language,
    account.webhooksEnabled,
    account.timeZone,
    account.isOpen,
    account.internalDomains,
    now,
  ]);
}
