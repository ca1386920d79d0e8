import { Command } from 'commander';
import { inTransaction } from '../db/pool.ts';
import { issueToken } from '../tokens/issue-token.ts';
import { listTokens, markRevoked } from '../tokens/queries.ts';
import { isLive, type Scope, type Token } from '../tokens/token.ts';
import { tokenPrefix } from '../tokens/token-format.ts';
import { countUpTo, lifetimeMs, oneLine, scopeList } from './arguments.ts';
import { printResult, table } from './output.ts';
import { CommandFault, type CommonOptions, makesDatabase, withAccount } from './session.ts';

interface CreateOptions extends CommonOptions {
  name: string;
  scopes: Scope[];
  includeRecordings: boolean;
  requestsPerMinute: number;
  dailyConversations: number;
  expiresIn: number | null;
}

const dayMs = 86_400_000;

export function tokenCommand(): Command {
  const command = new Command('token').description('API tokens of the account');
  command
    .command('create')
    .description('Make a token; it is shown this once')
    .requiredOption('--name <name>', 'what it is for', oneLine)
    .requiredOption('--scopes <list>', 'comma-separated scopes, or all', scopeList)
    .option('--include-recordings', 'let it have links to recordings', false)
    .option('--requests-per-minute <n>', 'rate limit', countUpTo(1_000_000), 60)
    .option(
      '--daily-conversations <n>',
      'conversations it may read in a UTC day',
      countUpTo(10_000_000),
      1_000,
    )
    .option('--expires-in <time>', 'such as 90d or 12h, or never', lifetimeMs, 365 * dayMs)
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(create);
  command
    .command('list')
    .description('List tokens by their prefix')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(list);
  command
    .command('revoke <prefix>')
    .description('Make a token worthless, at once')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(revoke);
  return command;
}

function create(options: CreateOptions): Promise<void> {
  return withAccount(
    options,
    async ({ database, account, now }) => {
      const issued = await issueToken(
        database,
        account.id,
        {
          name: options.name,
          scopes: options.scopes,
          includeRecordings: options.includeRecordings,
          requestsPerMinute: options.requestsPerMinute,
          dailyConversationQuota: options.dailyConversations,
          expiresAt: options.expiresIn === null ? null : new Date(now.getTime() + options.expiresIn),
        },
        now,
      );
      printResult(options, { token: issued.token, token_prefix: issued.tokenPrefix }, [
        `Token (shown once): ${issued.token}`,
        `Prefix: ${issued.tokenPrefix}`,
      ]);
    },
    makesDatabase,
  );
}

function list(options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database, account, now }) => {
    const tokens = await listTokens(database.pool, account.id);
    const rows = tokens.map((token) => [
      tokenPrefix(token.lookup),
      token.name,
      state(token, now),
      token.scopes.join(','),
      token.includeRecordings ? 'yes' : 'no',
      `${token.requestsPerMinute}/min`,
      `${token.dailyConversationQuota}/day`,
      token.expiresAt?.toISOString().slice(0, 10) ?? 'never',
    ]);
    const heading = ['PREFIX', 'NAME', 'STATE', 'SCOPES', 'RECORDINGS', 'RATE', 'QUOTA', 'EXPIRES'];
    printResult(
      options,
      tokens.map((token) => present(token, now)),
      table([heading, ...rows]),
    );
  });
}

function revoke(prefix: string, options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database, account, now }) => {
    const lookup = prefix.replace(/^mt_/, '');
    const found = await inTransaction(database.pool, (tx) => markRevoked(tx, account.id, lookup, now));
    if (!found) throw new CommandFault(`The account has no token ${prefix} that is not revoked already.`);
    printResult(options, { token_prefix: tokenPrefix(lookup), state: 'revoked' }, [
      `Revoked ${tokenPrefix(lookup)}.`,
    ]);
  });
}

function state(token: Token, now: Date): string {
  if (isLive(token, now)) return 'live';
  return token.revokedAt === null ? 'expired' : 'revoked';
}

function present(token: Token, now: Date): Record<string, unknown> {
  return {
    token_prefix: tokenPrefix(token.lookup),
    name: token.name,
    state: state(token, now),
    scopes: token.scopes,
    include_recordings: token.includeRecordings,
    requests_per_minute: token.requestsPerMinute,
    daily_conversation_quota: token.dailyConversationQuota,
    created_at: token.createdAt.toISOString(),
    expires_at: token.expiresAt?.toISOString() ?? null,
    revoked_at: token.revokedAt?.toISOString() ?? null,
  };
}
