import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedUrl, locatePostgres } from '../../src/db/embedded/home.ts';
import { type Receiver, startReceiver, status } from '../../testing/receiver.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { meetricJson, type ServerProcess, spawnServer } from '../support/processes.ts';

let folder: string;
let env: Record<string, string>;
let receiver: Receiver;
let server: ServerProcess;

beforeEach(async () => {
  folder = newDataFolder('crash');
  env = { DATA_DIR: folder, WEBHOOK_ALLOW: '127.0.0.1' };
  receiver = await startReceiver();
  server = await spawnServer(env);
});
afterEach(async () => {
  await server.end();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

function command<T>(...args: string[]): Promise<T> {
  return meetricJson<T>(args, env);
}

async function subscribe(): Promise<string> {
  const made = await command<{ token: string; token_prefix: string }>(
    'token',
    'create',
    '--name',
    'crm',
    '--scopes',
    'all',
    '--requests-per-minute',
    '600',
  );
  await command('webhook', 'create', '--token', made.token_prefix, '--url', `${receiver.url}/hook`);
  return made.token;
}

function writeCalls(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const file = path.join(folder, `call-${index}.txt`);
    const lines = Array.from(
      { length: 40 },
      (_line, n) => `${n % 2 ? 'Jane' : 'Erik'}: We talk about invoice ${index} and point ${n}.`,
    );
    writeFileSync(file, lines.join('\n'));
    return file;
  });
}

const idOf = (body: Buffer): string => JSON.parse(String(body)).data.conversation.id;

test('kill -9 in the middle of the pipeline loses nothing that was acknowledged', async () => {
  await subscribe();
  const accepted = await command<{ id: string; status: string }[]>('import', ...writeCalls(40));
  expect(accepted.map(({ status }) => status)).toEqual(Array(40).fill('processing'));
  for (let kills = 0; kills < 3; kills += 1) {
    await server.end('SIGKILL');
    const before = receiver.received.length;
    server = await spawnServer(env);
    if (before < 40) await expect.poll(() => receiver.received.length).toBeGreaterThan(before);
  }
  const delivered = (): Set<string> => new Set(receiver.received.map((hit) => idOf(hit.body)));
  await expect.poll(() => delivered().size).toBe(40);
  expect(delivered()).toEqual(new Set(accepted.map(({ id }) => id)));
  const deliveryIds = new Set(
    receiver.received.map((hit) => `${idOf(hit.body)} ${hit.headers['x-webhook-delivery-id']}`),
  );
  expect(deliveryIds.size).toBe(40);
});

test('kill -9 in the middle of a delivery: the same delivery comes again with the next start, not only when its lease ends', async () => {
  const token = await subscribe();
  receiver.reply = () => {
    // No answer: the attempt is under way when the server dies.
  };
  const accepted = await command<{ id: string }>('import', ...writeCalls(1));
  await expect.poll(() => receiver.received.length).toBe(1);
  expect(await longestLeaseSeconds()).toBeLessThanOrEqual(20);
  // A server that waited for its end would wait longer than this test may take.
  await onDatabase(`update job set leased_until = 'infinity'`);
  await server.end('SIGKILL');
  receiver.reply = status(204);
  server = await spawnServer(env);
  await expect.poll(() => receiver.received.length).toBe(2);
  const [first, second] = receiver.received;
  expect(second?.body).toEqual(first?.body);
  expect(second?.headers['x-webhook-delivery-id']).toBe(first?.headers['x-webhook-delivery-id']);
  expect(idOf(second?.body ?? Buffer.alloc(0))).toBe(accepted.id);
  const deliveries = async (): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${server.url}/api/v1/rest/webhooks/deliveries`, { headers })).json();
  };
  await expect
    .poll(deliveries)
    .toMatchObject({ deliveries: [{ status: 'succeeded', attempts: 1, response_status: 204 }] });
});

test('kill -9 of PostgreSQL: the server goes on by itself; of both: the next start recovers', async () => {
  const token = await subscribe();
  const status = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${token}` };
    return (
      await fetch(`${server.url}/api/v1/rest/account`, { headers, signal: AbortSignal.timeout(60_000) })
    ).status;
  };
  expect(await status()).toBe(200);
  const first = postmaster();
  process.kill(first, 'SIGKILL');
  await expect.poll(() => ![0, first].includes(postmaster())).toBe(true);
  await expect.poll(status).toBe(200);
  process.kill(postmaster(), 'SIGKILL');
  await server.end('SIGKILL');
  server = await spawnServer(env);
  expect(await status()).toBe(200);
});

test('PostgreSQL ends by itself when the server is killed', async () => {
  const pid = postmaster();
  await server.end('SIGKILL');
  const alive = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await expect.poll(alive).toBe(false);
});

async function onDatabase<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: embeddedUrl(folder) });
  await client.connect();
  const { rows } = await client.query<Row>(text);
  await client.end();
  return rows;
}

/** Of the jobs that are leased, until when. */
async function longestLeaseSeconds(): Promise<number> {
  const [row] = await onDatabase<{ seconds: number }>(
    `select extract(epoch from max(leased_until) - clock_timestamp())::float as seconds from job
     where lease_token is not null having count(*) > 0`,
  );
  return row?.seconds ?? Number.POSITIVE_INFINITY;
}

function postmaster(): number {
  const pidFile = path.join(locatePostgres(folder).cluster, 'postmaster.pid');
  return existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
}
