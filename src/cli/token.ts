import { Command, Option } from 'commander';
import { operator } from '../domain/audit/audit-log.ts';
import { changeToken } from '../domain/tokens/change-token.ts';
import { issueToken, type NewToken } from '../domain/tokens/issue-token.ts';
import { revokeToken } from '../domain/tokens/revoke-token.ts';
import type { Scope } from '../domain/tokens/scopes.ts';
import { isLive } from '../domain/tokens/token.ts';
import { tokenPrefix } from '../domain/tokens/token-format.ts';
import { findShownToken, listShownTokens, type ShownToken } from '../domain/tokens/token-reads.ts';
import { countUpTo, type LifetimeMs, lifetimeMs, oneLine, scopeList } from './arguments.ts';
import { printResult, table } from './output.ts';
import { toTheSecond } from './plain-text.ts';
import { CommandFault, type CommonOptions, makesDatabase, withAccount } from './session.ts';
import { shownName, tokenName } from './token-name.ts';
import { addRotate } from './token-rotate.ts';

interface CreateOptions extends CommonOptions {
  name: string;
  scopes: Scope[];
  includeRecordings: boolean;
  requestsPerMinute: number;
  dailyConversations: number;
  expiresIn: LifetimeMs;
}

interface SetOptions extends CommonOptions {
  name?: string;
  scopes?: Scope[];
  includeRecordings?: boolean;
  requestsPerMinute?: number;
  dailyConversations?: number;
  expiresIn?: LifetimeMs;
}

const dayMs = 86_400_000;
const mostRequests = 1_000_000;
const mostConversations = 10_000_000;
const lifetimeForm = 'such as 90d or 12h, or never';

export function tokenCommand(): Command {
  const command = new Command('token').description('API tokens of the account');
  command
    .command('create')
    .description('Make a token; it is shown this once')
    .requiredOption('--name <name>', 'what it is for', oneLine)
    .requiredOption('--scopes <list>', 'comma-separated scopes, or all', scopeList)
    .option('--include-recordings', 'let it have links to recordings', false)
    .option('--requests-per-minute <n>', 'rate limit', countUpTo(mostRequests), 60)
    .option(
      '--daily-conversations <n>',
      'conversations it may read in a UTC day',
      countUpTo(mostConversations),
      1_000,
    )
    .addOption(
      new Option('--expires-in <time>', lifetimeForm).argParser(lifetimeMs).default(365 * dayMs, '365d'),
    )
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(create);
  command
    .command('list')
    .description('List tokens by their prefix')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(list);
  addSet(command);
  addRotate(command);
  command
    .command('revoke <prefix>')
    .description('Make a token worthless, at once')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(revoke);
  return command;
}

function addSet(command: Command): void {
  command
    .command('set <token>')
    .description('Change a token, named by its prefix or id; running servers follow at once')
    .option('--name <name>', 'what it is for', oneLine)
    .option('--scopes <list>', 'comma-separated scopes, or all, in place of those it has', scopeList)
    .option('--include-recordings', 'let it have links to recordings')
    .option('--no-include-recordings', 'give it none any more')
    .option('--requests-per-minute <n>', 'rate limit', countUpTo(mostRequests))
    .option(
      '--daily-conversations <n>',
      'conversations it may read in a UTC day',
      countUpTo(mostConversations),
    )
    .option('--expires-in <time>', `from now, ${lifetimeForm}`, lifetimeMs)
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(set);
}

function create(options: CreateOptions): Promise<void> {
  return withAccount(
    options,
    async ({ database, account, now }) => {
      const expiresAt = expiryOf(options.expiresIn, now);
      const issued = await issueToken(
        database,
        account.id,
        {
          name: options.name,
          scopes: options.scopes,
          includeRecordings: options.includeRecordings,
          requestsPerMinute: options.requestsPerMinute,
          dailyConversationQuota: options.dailyConversations,
          expiresAt,
        },
        { by: operator, now },
      );
      printResult(options, { token: issued.token, token_prefix: issued.tokenPrefix }, [
        `Token (shown once): ${issued.token}`,
        `Prefix: ${issued.tokenPrefix}`,
        `Expires: ${dayOf(expiresAt)}`,
        ...recordingsNotice(options),
      ]);
    },
    makesDatabase,
  );
}

function list(options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database, account, now }) => {
    const tokens = await listShownTokens(database.pool, account.id);
    printResult(
      options,
      tokens.map((token) => present(token, now)),
      tableOf(tokens, now),
    );
  });
}

function set(named: string, options: SetOptions): Promise<void> {
  return withAccount(options, async ({ database, account, now }) => {
    const changes = changesOf(options, now);
    if (Object.keys(changes).length === 0)
      throw new CommandFault('Nothing to change; see: bin/meetric token set --help');
    const name = tokenName(named);
    const change = name && (await changeToken(database.pool, account.id, name, { changes, by: operator }));
    if (!change || change.kind === 'unknown')
      throw new CommandFault(`The account has no token ${shownName(named)}; see: bin/meetric token list`);
    if (change.kind === 'revoked')
      throw new CommandFault(
        `Token ${shownName(named)} is revoked, for good. Make another: bin/meetric token create`,
      );
    const token = await findShownToken(database.pool, account.id, change.token.id);
    if (!token) throw new Error('A token that was changed is gone');
    const lines = [...tableOf([token], now), ...recordingsNotice(token)];
    printResult(options, present(token, now), lines);
  });
}

/** The given options, by the names that they have in a token. */
function changesOf(options: SetOptions, now: Date): Partial<NewToken> {
  const { name, scopes, includeRecordings, requestsPerMinute, dailyConversations, expiresIn } = options;
  return {
    ...(name !== undefined && { name }),
    ...(scopes !== undefined && { scopes }),
    ...(includeRecordings !== undefined && { includeRecordings }),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    ...(dailyConversations !== undefined && { dailyConversationQuota: dailyConversations }),
    ...(expiresIn !== undefined && { expiresAt: expiryOf(expiresIn, now) }),
  };
}

function expiryOf(lifetime: LifetimeMs, now: Date): Date | null {
  return lifetime === 'never' ? null : new Date(now.getTime() + lifetime);
}

function dayOf(expiresAt: Date | null): string {
  return expiresAt?.toISOString().slice(0, 10) ?? 'never';
}

/** The scope alone gives no links, and nobody is told so by an answer. */
function recordingsNotice(token: Pick<NewToken, 'scopes' | 'includeRecordings'>): string[] {
  if (!token.scopes.includes('recordings') || token.includeRecordings) return [];
  return ['Links to recordings need --include-recordings besides the scope; this token gets none.'];
}

function tableOf(tokens: ShownToken[], now: Date): string[] {
  const heading = [
    'PREFIX',
    'NAME',
    'STATE',
    'SCOPES',
    'RECORDINGS',
    'RATE',
    'QUOTA',
    'EXPIRES',
    'LAST USED',
  ];
  const rows = tokens.map((token) => [
    tokenPrefix(token.lookup),
    token.name,
    state(token, now),
    token.scopes.join(','),
    token.includeRecordings ? 'yes' : 'no',
    `${token.requestsPerMinute}/min`,
    `${token.dailyConversationQuota}/day`,
    dayOf(token.expiresAt),
    token.lastUsedAt ? toTheSecond(token.lastUsedAt) : 'never',
  ]);
  return table([heading, ...rows]);
}

function revoke(prefix: string, options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database, account, now }) => {
    const name = tokenName(prefix);
    const lookup = name && 'lookup' in name ? name.lookup : '';
    const found = await revokeToken(database.pool, account.id, lookup, { by: operator, now });
    if (!found)
      throw new CommandFault(`The account has no token ${shownName(prefix)} that is not revoked already.`);
    printResult(options, { token_prefix: tokenPrefix(lookup), state: 'revoked' }, [
      `Revoked ${tokenPrefix(lookup)}.`,
    ]);
  });
}

function state(token: ShownToken, now: Date): string {
  if (isLive(token, now)) return 'live';
  return token.revokedAt === null ? 'expired' : 'revoked';
}

function present(token: ShownToken, now: Date): Record<string, unknown> {
  return {
    id: token.id,
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
    last_used_at: token.lastUsedAt?.toISOString() ?? null,
    old_secret_until: token.oldSecretUntil?.toISOString() ?? null,
  };
}
