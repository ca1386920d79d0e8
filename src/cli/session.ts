import { ensureFirstAccount } from '../domain/accounts/first-account.ts';
import { type Account, listAccounts } from '../domain/accounts/queries.ts';
import { type Config, configFromProcess } from '../server/config.ts';
import { type OpenDatabase, openDatabase } from '../server/open-database.ts';

/** A fault in a command as given; shown without a stack, exit code 1. */
export class CommandFault extends Error {
  override name = 'CommandFault';
}

export interface Session {
  config: Config;
  database: OpenDatabase;
  now: Date;
}

export interface AccountSession extends Session {
  account: Account;
}

/** Options that every command has. */
export interface CommonOptions {
  json?: boolean;
  account?: string;
}

/** The way of a command where there is no database: make one, since it puts something in, or say so. */
export interface WithoutDatabase {
  withoutDatabase?: 'make' | 'refuse';
}

/** For commands that put something in. */
export const makesDatabase: WithoutDatabase = { withoutDatabase: 'make' };

/** Opens the database, of the running server where there is one, and closes it whatever happens. */
export async function withSession<T>(
  work: (session: Session) => Promise<T>,
  { withoutDatabase = 'refuse' }: WithoutDatabase = {},
): Promise<T> {
  const config = configFromProcess();
  const database = await openDatabase({
    config,
    role: 'command',
    connections: 4,
    mayMake: withoutDatabase === 'make',
    onTrouble: () => {},
  });
  try {
    return await work({ config, database, now: new Date() });
  } finally {
    await database.close();
  }
}

/** The same for one account: the one that --account names by id or name, or the only one. */
export function withAccount<T>(
  options: CommonOptions,
  work: (session: AccountSession) => Promise<T>,
  withoutDatabase: WithoutDatabase = {},
): Promise<T> {
  return withSession(async (session) => {
    const account = await chooseAccount(session, options.account);
    return work({ ...session, account });
  }, withoutDatabase);
}

async function chooseAccount({ database, now }: Session, wanted: string | undefined): Promise<Account> {
  await ensureFirstAccount(database.pool, now);
  const accounts = await listAccounts(database.pool);
  const matching =
    wanted === undefined
      ? accounts
      : accounts.filter((account) => account.id === wanted || account.name === wanted);
  const [account, ...others] = matching;
  if (!account) throw new CommandFault(`There is no account ${wanted}; see: bin/meetric account list`);
  if (others.length > 0) {
    throw new CommandFault(
      'There are several accounts; choose one with --account ID (see: bin/meetric account list)',
    );
  }
  return account;
}
