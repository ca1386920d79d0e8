import { Command } from 'commander';
import { changeAccount, createAccount } from '../domain/accounts/account-changes.ts';
import { ensureFirstAccount } from '../domain/accounts/first-account.ts';
import { type Account, findAccount, listAccounts } from '../domain/accounts/queries.ts';
import { operator } from '../domain/audit/audit-log.ts';
import { languageTag, oneLine, onOrOff, webAddress } from './arguments.ts';
import { printResult, table } from './output.ts';
import { CommandFault, type CommonOptions, makesDatabase, withAccount, withSession } from './session.ts';

interface SetOptions extends CommonOptions {
  name?: string;
  brandName?: string;
  brandLogoUrl?: string;
  language?: string;
  webhooks?: boolean;
}

export function accountCommand(): Command {
  const command = new Command('account').description('Show and change accounts');
  command.command('list').description('List the accounts').option('--json', 'print JSON').action(list);
  command
    .command('create')
    .description('Make another account')
    .requiredOption('--name <name>', 'its name', oneLine)
    .option('--json', 'print JSON')
    .action(create);
  command
    .command('show')
    .description('Show the account')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action((options: CommonOptions) =>
      withAccount(options, async ({ account }) => printResult(options, present(account), describe(account))),
    );
  command
    .command('set')
    .description('Change the account')
    .option('--name <name>', 'its name', oneLine)
    .option('--brand-name <name>', 'the brand shown to partners', oneLine)
    .option('--brand-logo-url <url>', "the brand's logo", webAddress)
    .option('--language <tag>', 'language of conversations that name none', languageTag)
    .option('--webhooks <on|off>', 'send conversation.completed by itself', onOrOff)
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(set);
  return command;
}

function list(options: CommonOptions): Promise<void> {
  return withSession(async ({ database, now }) => {
    await ensureFirstAccount(database.pool, now);
    const accounts = await listAccounts(database.pool);
    const rows = accounts.map((account) => [account.id, account.name]);
    printResult(options, accounts.map(present), table([['ID', 'NAME'], ...rows]));
  });
}

function create(options: CommonOptions & { name: string }): Promise<void> {
  return withSession(async ({ database, now }) => {
    const id = await createAccount(database.pool, options.name, { by: operator, now });
    printResult(options, { id, name: options.name }, [`Account ${options.name} made: ${id}`]);
  }, makesDatabase);
}

function set(options: SetOptions): Promise<void> {
  return withAccount(options, async ({ database, account, now }) => {
    const { name, brandName, brandLogoUrl, language, webhooks } = options;
    const wanted = Object.entries({ name, brandName, brandLogoUrl, language, webhooksEnabled: webhooks });
    const given = Object.fromEntries(wanted.filter(([, value]) => value !== undefined));
    if (Object.keys(given).length === 0)
      throw new CommandFault('Nothing to change; see: bin/meetric account set --help');
    await changeAccount(database.pool, account, given, { by: operator, now });
    const changed = await findAccount(database.pool, account.id);
    if (changed) printResult(options, present(changed), describe(changed));
  });
}

function present(account: Account): Record<string, unknown> {
  return {
    id: account.id,
    name: account.name,
    brand_name: account.brandName,
    brand_logo_url: account.brandLogoUrl,
    language: account.language,
    webhooks: account.webhooksEnabled ? 'on' : 'off',
    created_at: account.createdAt.toISOString(),
    updated_at: account.updatedAt.toISOString(),
  };
}

function describe(account: Account): string[] {
  return Object.entries(present(account)).map(([name, value]) => `${name}: ${value ?? '-'}`);
}
