import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../../testing/mail-server.ts';
import { type Receiver, startReceiver } from '../../testing/receiver.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { meetric, meetricJson, type ServerProcess, spawnServer } from '../support/processes.ts';

/** People are told of a file that was imported, by the command line and a running server. */
const folder = newDataFolder('forms');
const vtt = `WEBVTT

00:00:00.840 --> 00:00:03.140
<v Erik Lindström>Thanks for joining today, Zoë.</v>

00:00:03.900 --> 00:00:09.000
<v Jane Doe>Happy to. Planning takes too long, it is frustrating.</v>

00:00:09.500 --> 00:00:14.000
<v Erik Lindström>I will send you the pricing proposal by Friday.</v>
`;
let env: Record<string, string>;
let mail: MailServer;
let receiver: Receiver;
let server: ServerProcess;

beforeAll(async () => {
  mail = await startMailServer({ hideSTARTTLS: true });
  receiver = await startReceiver();
  env = {
    DATA_DIR: folder,
    WEBHOOK_ALLOW: '127.0.0.1',
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: 'Meetric <calls@example.com>',
  };
  server = await spawnServer(env);
});
afterAll(async () => {
  await server.end();
  await receiver.close();
  await mail.close();
  rmSync(folder, { recursive: true, force: true });
});

const create = (...args: string[]) =>
  meetricJson<{ id: string; secret: string | null }>(['webhook', 'create', ...args], env);

test('an imported call is told in a chat and to its owner, with what is to be done', async () => {
  const email = 'erik@northwind.test';
  await meetricJson(['user', 'add', '--name', 'Erik Lindström', '--email', email], env);
  const chat = await create('--form', 'teams', '--url', `${receiver.url}/chat`);
  const post = await create('--form', 'mail');
  expect([chat.secret, post.secret]).toEqual([null, null]);
  const listed = await meetricJson<{ id: string; form: string; url: string | null }[]>(
    ['webhook', 'list'],
    env,
  );
  expect(listed.map(({ id, form, url }) => [id, form, url])).toEqual([
    [chat.id, 'teams', `${receiver.url}/chat`],
    [post.id, 'mail', null],
  ]);
  const file = path.join(folder, 'call.vtt');
  writeFileSync(file, vtt);
  await meetricJson(['import', file, '--title', 'Discovery & <more>', '--user', email, '--wait'], env);
  await expect.poll(() => [receiver.received.length, mail.received.length]).toEqual([1, 1]);
  const card = receiver.received[0]?.body.toString() ?? '';
  expect(card).toContain('Discovery & <more>');
  expect(card).toMatch(/Action items.*pricing proposal/);
  const [mailed] = mail.received;
  expect([mailed?.from, mailed?.to]).toEqual(['calls@example.com', [email]]);
  expect(mailed?.message.replaceAll('=\r\n', '')).toContain(
    '<h1 style=3D"font-size:1.3em">Discovery &amp; &lt;more&gt;</h1>',
  );
});

test('what does not fit together is refused in a sentence', async () => {
  const result = await meetric(['webhook', 'create', '--form', 'slack'], env);
  expect([result.code, result.stderr]).toEqual([1, 'Where it is sent to is missing: --url https://….\n']);
  const unknown = await meetric(['webhook', 'create', '--events', 'conversation.started'], env);
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('conversation.deleted')]);
});
