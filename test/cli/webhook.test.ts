import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { portOf } from '../../testing/receiver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { meetric, meetricJson, type RunningCommand, startMeetric } from '../support/processes.ts';
import { startTestServer, type TestServer, testSecretKey } from '../support/server.ts';

let database: TestDatabase;
let server: TestServer;
let env: Record<string, string>;
let prefix: string;
let hook: string;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.url, { WEBHOOK_ALLOW: '127.0.0.1' });
  env = {
    DATABASE_URL: database.url,
    SECRET_KEY: testSecretKey,
    DATA_DIR: server.dataDir,
    WEBHOOK_ALLOW: '127.0.0.1',
  };
  const args = ['token', 'create', '--name', 'crm', '--scopes', 'conversations'];
  prefix = (await meetricJson<{ token_prefix: string }>(args, env)).token_prefix;
  hook = await create('http://127.0.0.1:9/hook');
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

async function create(url: string): Promise<string> {
  const args = ['webhook', 'create', '--token', prefix, '--url', url];
  return (await meetricJson<{ id: string }>(args, env)).id;
}

/** The one line that a fault is. */
async function faultOf(args: string[], more: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await meetric(['webhook', ...args], { ...env, ...more });
  expect([code, stdout]).toEqual([1, '']);
  return stderr;
}

const onSubscription: string[][] = [
  ['show', 'ID'],
  ['pause', 'ID'],
  ['resume', 'ID'],
  ['enable', 'ID', '--replay'],
  ['disable', 'ID'],
  ['delete', 'ID'],
  ['test', 'ID'],
  ['rotate', 'ID'],
  ['rotate', 'ID', '--switch'],
  ['replay', 'ID', '--failed'],
  ['replay', 'ID', '--since', '24h'],
];
const onEither: string[][] = [
  ['replay', 'ID'],
  ['deliveries', 'ID'],
];
test('unknown ids, those of another account and texts that are no ids are one line', async () => {
  await database.query(
    `insert into account (id, name, language, created_at, updated_at)
     values (gen_random_uuid(), 'Other', 'en', now(), now())`,
  );
  const [own = ''] = (
    await database.query<{ name: string }>(`select name from account where name <> 'Other'`)
  ).map(({ name }) => name);
  const unknown = randomUUID();
  const faults = async (commands: string[][], id: string, account: string): Promise<Set<string>> => {
    const all = commands.map((args) =>
      faultOf([...args.map((word) => (word === 'ID' ? id : word)), '--account', account]),
    );
    return new Set(await Promise.all(all));
  };
  const subscription = (id: string) =>
    `The account has no subscription ${id}; see: bin/meetric webhook list\n`;
  const either = (id: string) =>
    `The account has no delivery and no subscription ${id}; see: bin/meetric webhook deliveries\n`;
  for (const half of [onSubscription.slice(0, 6), onSubscription.slice(6)])
    expect(await faults(half, unknown, own)).toEqual(new Set([subscription(unknown)]));
  expect(await faults(onSubscription.slice(4, 9), hook, 'Other')).toEqual(new Set([subscription(hook)]));
  expect(await faults(onEither, hook, 'Other')).toEqual(new Set([either(hook)]));
  expect(await faults(onEither, 'no\u001bid', own)).toEqual(new Set([either('no id')]));
  // Nothing happened to it.
  const shown = ['webhook', 'show', hook, '--account', own];
  expect(await meetricJson(shown, env)).toMatchObject({ status: 'active', next_secret_at: null });
  await database.query(`delete from account where name = 'Other'`);
});

test('what is given wrong is told with what it must be', async () => {
  const wrong = ['create', '--token', prefix, '--url', 'http://127.0.0.1:9/', '--events', 'nonsense'];
  expect(await faultOf(wrong)).toContain('Events are a list of: conversation.completed');
  expect(await faultOf(['rotate', hook, '--overlap', '73'])).toContain(
    'a whole number of hours from 0 to 72',
  );
  expect(await faultOf(['rotate', hook, '--overlap', '1', '--switch'])).toContain('give one of them');
  expect(await faultOf(['rotate', hook, '--switch'])).toContain('No new secret is on its way');
  expect(await faultOf(['replay', hook])).toBe(
    `${hook} is a subscription: add --failed, or --since with a time.\n`,
  );
  expect(await faultOf(['replay', hook, '--since', 'soon'])).toContain('neither a time such as');
  expect(await faultOf(['replay', hook, '--since', '8d'])).toMatch(
    /^Deliveries can be replayed for 7 days: --since must be .*Z or later\.\n$/,
  );
  expect(await faultOf(['listen', '--port', '70000'])).toContain('a port number');
  expect(await faultOf(['listen', '--secret', 'whsec_x'])).toContain('It must be the whsec_…');
});

test('a test that finds no receiver ends with the reason', async () => {
  const id = await create('http://127.0.0.1:9/');
  const { code, stdout } = await meetric(['webhook', 'test', id, '--json'], env);
  expect([code, JSON.parse(stdout)]).toMatchObject([
    1,
    {
      status: 'failed',
      last_error: 'connection_refused',
      reason: expect.stringContaining('Nothing listens'),
    },
  ]);
  const shown = await meetric(['webhook', 'deliveries', id, '--attempts'], env);
  expect(shown.stdout).toMatch(
    / conversation\.completed \(test\) +failed +1 +connection_refused\n {2}1\. \S+Z {2}connection_refused {2}\d+ ms\n {2}Nothing listens/,
  );
});

test('where loopback is not allowed the line to add is told, with what is there already', async () => {
  const args = ['listen', '--token', prefix, '--port', '0'];
  expect(await faultOf(args, { WEBHOOK_ALLOW: 'crm.internal' })).toMatch(
    /^Webhooks may not go to 127\.0\.0\.1\. .*\nWEBHOOK_ALLOW=crm\.internal,127\.0\.0\.1\n$/,
  );
  expect(await faultOf([...args, '--secret', `whsec_${'A'.repeat(43)}=`])).toContain('leave --secret out');
  expect(await faultOf(['listen', '--token', 'mt_00000000', '--port', '0'])).toBe(
    'The account has no live token mt_00000000.\n',
  );
});

test('a port that is taken is told', async () => {
  const taken = http.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const port = portOf(taken.address());
  expect(await faultOf(['listen', '--port', String(port)])).toBe(
    `Port ${port} is taken. Choose another: --port ${port + 1}, or 0 for any.\n`,
  );
  taken.close();
});

test('a listener checks what anybody sends, and shows no control character', async () => {
  const secret = `whsec_${'A'.repeat(43)}=`;
  const listener: RunningCommand = startMeetric(
    ['webhook', 'listen', '--port', '0', '--secret', secret, '--fail', '1', '--status', '202'],
    env,
  );
  await listener.untilLines(1);
  const [, url = ''] = /on (\S+) /.exec(listener.lines()[0] ?? '') ?? [];
  const post = async (body: string): Promise<number> =>
    (await fetch(url, { method: 'POST', body, headers: { 'x-webhook-signature': 'sha256=00' } })).status;
  const forged = JSON.stringify({
    event: 'conversation.completed',
    data: { conversation: { title: 'Clear\u001b[2J the screen' } },
    _meta: { delivery_id: 'an-id' },
  });
  expect([await post(forged), await post(forged), await post('no JSON')]).toEqual([500, 202, 202]);
  expect((await fetch(url)).status).toBe(405);
  await listener.untilLines(4);
  const signatures = 'X-Webhook-Signature wrong  webhook-signature absent';
  expect(listener.lines().slice(1)).toEqual([
    `conversation.completed  an-id  ${forged.length} bytes  ${signatures}  answered 500  "Clear [2J the screen"`,
    `conversation.completed  an-id  ${forged.length} bytes  ${signatures}  answered 202  repeat  "Clear [2J the screen"`,
    `no event  no id  7 bytes  ${signatures}  answered 202`,
  ]);
  expect(await listener.end('SIGINT')).toBe(0);
});
