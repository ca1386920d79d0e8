import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectedSignature, type Receiver, startReceiver } from '../../testing/receiver.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { meetric, meetricJson, type ServerProcess, spawnServer } from '../support/processes.ts';

const folder = newDataFolder('flow');
const env = { DATA_DIR: folder, WEBHOOK_ALLOW: '127.0.0.1', LANG: '' };
const vtt = `WEBVTT

00:00:00.840 --> 00:00:03.140
<v Erik Lindström>Thanks for joining today, Zoë.</v>

00:00:03.900 --> 00:00:09.000
<v Jane Doe>Happy to. Planning takes too long, it is frustrating.</v>

00:00:09.500 --> 00:00:14.000
<v Erik Lindström>I will send you the pricing proposal by Friday.</v>
`;
let server: ServerProcess;
let receiver: Receiver;

beforeAll(async () => {
  writeFileSync(path.join(folder, 'call.vtt'), vtt);
  receiver = await startReceiver();
  server = await spawnServer(env);
});
afterAll(async () => {
  await server.end();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

function command<T>(...args: string[]): Promise<T> {
  return meetricJson<T>(args, env);
}

test('a file becomes a conversation that the API serves and a signed webhook delivers', async () => {
  await command('user', 'add', '--name', 'Erik Lindström', '--email', 'erik@northwind.test');
  await command('department', 'add', '--name', 'B2B Sales');
  const scopes = 'conversations,transcripts,insights';
  const made = await command<{ token: string; token_prefix: string }>(
    'token',
    'create',
    '--name',
    'crm',
    '--scopes',
    scopes,
  );
  const hook = await command<{ id: string; secret: string }>(
    'webhook',
    'create',
    '--token',
    made.token_prefix,
    '--url',
    `${receiver.url}/hook`,
  );
  const details = ['--title', 'Discovery call - Acme', '--company', 'Acme', '--user', 'erik@northwind.test'];
  const more = [
    '--department',
    'B2B Sales',
    '--type',
    'sales',
    '--medium',
    'call',
    '--date',
    '2026-11-20T09:30:00Z',
  ];
  const people = ['--participants', 'Jane Doe <jane@acme.test>:customer'];
  const file = path.join(folder, 'call.vtt');
  const imported = await command<{ id: string; status: string }>(
    'import',
    file,
    ...details,
    ...more,
    ...people,
    '--wait',
  );
  expect(imported.status).toBe('completed');

  const read = async (place: string): Promise<Record<string, Record<string, unknown>>> => {
    const headers = { authorization: `Bearer ${made.token}` };
    const response = await fetch(`${server.url}/api/v1/rest/conversations/${imported.id}${place}`, {
      headers,
    });
    expect(response.status).toBe(200);
    return Object(await response.json());
  };
  const detail = await read('?include_transcript=true&include_insights=true');
  expect(detail['conversation']).toMatchObject({
    title: 'Discovery call - Acme',
    date: '2026-11-20T09:30:00.000Z',
    duration: 14,
    user: { name: 'Erik Lindström', email: 'erik@northwind.test' },
    department: { name: 'B2B Sales' },
    participants: [{ name: 'Jane Doe', email: 'jane@acme.test', role: 'customer' }],
    status: 'completed',
  });
  const { transcript } = await read('/transcript');
  expect(transcript).toEqual({
    sentences: [
      { speaker_name: 'Erik Lindström', start: 0.84, end: 3.14, text: 'Thanks for joining today, Zoë.' },
      {
        speaker_name: 'Jane Doe',
        start: 3.9,
        end: 9,
        text: 'Happy to. Planning takes too long, it is frustrating.',
      },
      {
        speaker_name: 'Erik Lindström',
        start: 9.5,
        end: 14,
        text: 'I will send you the pricing proposal by Friday.',
      },
    ],
  });

  await expect.poll(() => receiver.received.length).toBe(1);
  const [hit] = receiver.received;
  expect(hit?.headers['x-webhook-signature']).toBe(
    expectedSignature(hook.secret, hit?.body ?? Buffer.alloc(0)),
  );
  expect(hit?.headers['x-webhook-event']).toBe('conversation.completed');
  expect(String(hit?.body)).toContain('{"name":"Jane Doe","email":"jane@acme.test","role":"customer"}');
  const payload = JSON.parse(String(hit?.body));
  // The other members are in the payload too.
  const { status: _, imported_as: _format, notices: _told, ...shown } = detail['conversation'] ?? {};
  expect(payload.data.conversation).toEqual(shown);
  expect(payload._meta).toEqual({
    token_prefix: made.token_prefix,
    delivery_id: hit?.headers['x-webhook-delivery-id'],
  });
});

// How long it takes is measured by bench/start.ts.
test('a command against the running server starts no database', async () => {
  const log = path.join(folder, 'postgres', 'postgres.log');
  const before = readFileSync(log, 'utf8').match(/starting PostgreSQL/g);
  expect(before).toHaveLength(1);
  expect((await meetric(['account', 'show'], env)).code).toBe(0);
  expect(readFileSync(log, 'utf8').match(/starting PostgreSQL/g)).toEqual(before);
});

test('a second server on the same data folder says so and ends', async () => {
  await expect(spawnServer(env)).rejects.toThrow(new RegExp(`data_dir_in_use: .* process ${server.pid}\\.`));
});

test('what is revoked on the command line is refused by the running server', async () => {
  const made = await command<{ token: string; token_prefix: string }>(
    'token',
    'create',
    '--name',
    'x',
    '--scopes',
    'users',
  );
  const status = async (): Promise<number> =>
    (await fetch(`${server.url}/api/v1/rest/users`, { headers: { authorization: `Bearer ${made.token}` } }))
      .status;
  expect(await status()).toBe(200);
  await command('token', 'revoke', made.token_prefix);
  await expect.poll(status).toBe(401);
});

test('a broken file is refused with its line, and nothing is stored', async () => {
  const broken = path.join(folder, 'broken.vtt');
  writeFileSync(broken, 'WEBVTT\n\n00:00:05.000 --> soon\nhello\n\n0 --> later\nhello\n\n1 --> then\nbye\n');
  const { code, stdout, stderr } = await meetric(['import', broken, '--json'], env);
  expect({ code, result: JSON.parse(stdout) }).toMatchObject({
    code: 1,
    result: { status: 'refused', code: 'malformed' },
  });
  expect(stderr).toMatch(/line 6/i);
});
