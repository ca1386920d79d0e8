import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/api-client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type CommandResult, meetric, meetricJson } from '../support/processes.ts';
import { startTestServer, type TestServer, testSecretKey } from '../support/server.ts';

interface Made {
  token: string;
  token_prefix: string;
}

let database: TestDatabase;
let server: TestServer;
let env: Record<string, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.url);
  env = { DATABASE_URL: database.url, SECRET_KEY: testSecretKey, DATA_DIR: server.dataDir };
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const create = (...options: string[]): Promise<Made> =>
  meetricJson<Made>(['token', 'create', '--name', 'crm', ...options], env);
const set = (...args: string[]): Promise<CommandResult> => meetric(['token', 'set', ...args], env);

async function statusOf(token: string, path: string): Promise<number> {
  return (await call(server, token, path)).status;
}

test('the help shows a lifetime as it is written', async () => {
  const { stdout } = await meetric(['token', 'create', '--help'], env);
  expect(stdout).toMatch(/--expires-in <time> +such as 90d or 12h, or never \(default: 365d\)/);
  expect(stdout).not.toContain('31536000000');
});

test('a token with all scopes and no recordings says so, to people', async () => {
  const args = ['token', 'create', '--name', 'x', '--scopes', 'all'];
  const notice = /^Links to recordings need --include-recordings besides the scope; this token gets none\.$/m;
  const { stdout, stderr } = await meetric(args, env);
  const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 7);
  expect(stdout).toMatch(/^Token \(shown once\): mt_\w+\nPrefix: mt_\w{8}\nExpires: \d{4}-\d\d-\d\d\n/);
  expect(stdout).toContain(`Expires: ${inAYear}`);
  expect([notice.test(stdout), stderr]).toEqual([true, '']);
  expect((await meetric([...args, '--include-recordings'], env)).stdout).not.toMatch(notice);
  const { stdout: forEver } = await meetric([...args.with(-1, 'users'), '--expires-in', 'never'], env);
  expect(forEver).toMatch(/\nExpires: never\n$/);
});

test('what is set counts in the running server, and the rest stays', async () => {
  const { token, token_prefix } = await create('--scopes', 'users', '--requests-per-minute', '500');
  expect([await statusOf(token, '/users'), await statusOf(token, '/teams')]).toEqual([200, 403]);
  const changed = await meetricJson<Record<string, unknown>>(
    ['token', 'set', token_prefix, '--scopes', 'teams,recordings', '--include-recordings', '--name', 'BI'],
    env,
  );
  expect(changed).toMatchObject({
    token_prefix,
    name: 'BI',
    state: 'live',
    scopes: ['teams', 'recordings'],
    include_recordings: true,
    requests_per_minute: 500,
    daily_conversation_quota: 1_000,
    expires_at: expect.any(String),
  });
  await expect.poll(() => statusOf(token, '/users')).toBe(403);
  expect(await statusOf(token, '/teams')).toBe(200);
  // By its id, which the list has.
  const id = String(changed['id']);
  const limits = ['--requests-per-minute', '900', '--daily-conversations', '5', '--expires-in', 'never'];
  const { stdout, stderr } = await set(id, ...limits, '--no-include-recordings');
  expect(stderr).toBe('');
  expect(stdout).toMatch(
    /^PREFIX.*\nmt_\w{8} +BI +live +teams,recordings +no +900\/min +5\/day +never +never\nLinks to/,
  );
  const policy = async (): Promise<string | null> =>
    (await call(server, token, '/account')).headers.get('ratelimit-policy');
  await expect.poll(policy).toBe('"minute";q=900;w=60, "day";q=5;w=86400');
});

test('a lifetime that is over ends the token, a longer one brings it back', async () => {
  const { token, token_prefix } = await create('--scopes', 'users', '--expires-in', '1h');
  await database.query(
    `update api_token set expires_at = now() - interval '1 minute', changed_at = clock_timestamp() where lookup = $1`,
    [token_prefix.slice(3)],
  );
  await expect.poll(() => statusOf(token, '/users')).toBe(401);
  expect((await set(token_prefix, '--expires-in', '90d')).code).toBe(0);
  await expect.poll(() => statusOf(token, '/users')).toBe(200);
});

test('faults are one line and repeat no secret', async () => {
  const { token, token_prefix } = await create('--scopes', 'users');
  const stderrOf = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await set(...args);
    expect([code, stdout]).toEqual([1, '']);
    return stderr;
  };
  expect(await stderrOf(token_prefix)).toBe('Nothing to change; see: bin/meetric token set --help\n');
  const unknown = 'The account has no token mt_00000000; see: bin/meetric token list\n';
  expect(await stderrOf('mt_00000000', '--name', 'x')).toBe(unknown);
  expect(await stderrOf(`mt_00000000${'A'.repeat(38)}`, '--name', 'x')).toBe(unknown);
  expect(await stderrOf('crm', '--name', 'x')).toContain('no token crm;');
  expect(await stderrOf(token_prefix, '--scopes', 'everything')).toContain('Scopes are all, or a list of');
  // The whole token stands for its prefix.
  expect((await set(token, '--name', 'renamed')).code).toBe(0);
  expect((await meetric(['token', 'revoke', token], env)).stdout).toBe(`Revoked ${token_prefix}.\n`);
  expect(await stderrOf(token_prefix, '--name', 'x')).toBe(
    `Token ${token_prefix} is revoked, for good. Make another: bin/meetric token create\n`,
  );
});

test('a rotated token has two secrets until the overlap ends, and the list tells of its last use', async () => {
  const { token, token_prefix } = await create('--scopes', 'users');
  const rotate = (...args: string[]) => meetric(['token', 'rotate', ...args], env);
  const rotated = await meetricJson<{ token: string; old_secret_until: string }>(
    ['token', 'rotate', token_prefix, '--overlap', '2'],
    env,
  );
  expect(rotated.token.slice(0, 11)).toBe(token_prefix);
  await expect.poll(() => statusOf(rotated.token, '/users')).toBe(200);
  expect(await statusOf(token, '/users')).toBe(200);
  expect((await rotate(token_prefix)).stderr).toContain(`token rotate ${token_prefix} --end`);
  expect((await rotate(token_prefix, '--end')).stdout).toContain('Only the new secret');
  await expect.poll(() => statusOf(token, '/users')).toBe(401);
  expect((await rotate(token_prefix, '--end')).stderr).toContain('Only one secret');
  expect((await rotate(token_prefix, '--end', '--overlap', '1')).code).toBe(1);
  expect((await rotate('mt_aaaaaaaa')).stderr).toContain('no token mt_aaaaaaaa');
  await server.context.tokenUses.flush();
  const tokens = await meetricJson<{ token_prefix: string; last_used_at: string | null }[]>(
    ['token', 'list'],
    env,
  );
  expect(tokens.find((one) => one.token_prefix === token_prefix)?.last_used_at).toEqual(expect.any(String));
});
