import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUserActive } from '../../../src/domain/accounts/people-changes.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { uploadBounds } from '../../../src/domain/uploads/upload.ts';
import { sweepUploads } from '../../../src/intake/sweep-uploads.ts';
import { tone } from '../../../testing/media/tones.ts';
import { writeWav } from '../../../testing/media/wav-writer.ts';
import { appCall, type Session, signInAs } from '../../support/app-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { TusClient } from '../../support/tus-client.ts';
import { open } from '../connections/raw-client.ts';

let world: World;
let erik: Session;
let anna: Session;
let tus: TusClient;
beforeAll(async () => {
  world = await createWorld();
  erik = await signInAs(world.server, { userId: world.people.erik.id });
  anna = await signInAs(world.server, { userId: world.people.anna.id });
  tus = new TusClient(world.server, erik);
});
afterAll(() => world.close());

const talk = (text: string): Buffer => Buffer.from(`Erik: ${text}\nJane: Yes, we do.\n`);

const stored = (id: string): string => path.join(world.server.dataDir, 'uploads', id);

test('a file in pieces becomes a conversation of the person who sent it', async () => {
  const bytes = talk('We agree on the price.');
  const id = await tus.begin(bytes.length, {
    filename: 'Acme.txt',
    title: 'Call with Acme',
    company: 'Acme',
  });
  const first = await tus.piece(id, 0, bytes.subarray(0, 10));
  expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '10']);
  expect(await tus.upload(id)).toMatchObject({ state: 'open', offset: 10, bytes: bytes.length });
  const head = await tus.head(id);
  expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
    200,
    '10',
    String(bytes.length),
  ]);
  expect((await tus.piece(id, 10, bytes.subarray(10))).status).toBe(204);
  const { state, conversation, fault } = await tus.settled(id);
  expect([state, fault, conversation?.title]).toEqual(['taken_in', null, 'Call with Acme']);
  const [row] = await world.database.query('select user_id, company from conversation where id = $1', [
    conversation?.id,
  ]);
  expect(row).toEqual({ user_id: world.people.erik.id, company: 'Acme' });
  await expect.poll(() => existsSync(stored(id))).toBe(false);
});

test('asking at the end, or an empty piece there, is answered the same again and again', async () => {
  const bytes = talk('The end comes twice.');
  const id = await tus.begin(bytes.length, { filename: 'twice.txt' });
  await tus.piece(id, 0, bytes);
  await tus.settled(id);
  for (let n = 0; n < 2; n += 1) {
    const head = await tus.head(id);
    expect([head.status, head.headers.get('upload-offset')]).toEqual([200, String(bytes.length)]);
    expect((await tus.piece(id, bytes.length, Buffer.alloc(0))).status).toBe(204);
  }
  expect((await tus.piece(id, 0, bytes)).status).toBe(409);
  const same = await world.database.query(`select id from conversation where title = 'twice'`);
  expect(same).toHaveLength(1);
});

test('bytes that came before the connection broke are kept', async () => {
  const bytes = talk('The line breaks here.');
  const id = await tus.begin(bytes.length, { filename: 'broken.txt' });
  const socket = await open(world.server.url);
  socket.write(
    `PATCH /api/v1/uploads/${id} HTTP/1.1\r\nHost: x\r\nCookie: ${erik.cookie}\r\nX-Meetric: 1\r\nTus-Resumable: 1.0.0\r\n` +
      `Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${bytes.length}\r\n\r\n`,
  );
  socket.write(bytes.subarray(0, 12));
  await expect.poll(async () => (await tus.upload(id))?.offset).toBe(12);
  socket.destroy();
  await once(socket, 'close');
  expect((await tus.head(id)).headers.get('upload-offset')).toBe('12');
  expect((await tus.piece(id, 12, bytes.subarray(12))).status).toBe(204);
  expect(await tus.settled(id)).toMatchObject({ state: 'taken_in' });
});

test('a stop between the last byte and its taking in loses nothing', async () => {
  const bytes = talk('The server stops in between.');
  const id = await tus.begin(bytes.length, { filename: 'stopped.txt' });
  writeFileSync(stored(id), bytes);
  const { pool, uploads: desk } = world.server.context;
  await sweepUploads({ pool, ...desk }, new Date());
  expect(await tus.settled(id)).toMatchObject({ state: 'taken_in' });
});

test('the same where the client asks first', async () => {
  const bytes = talk('The client asks before the sweep.');
  const id = await tus.begin(bytes.length, { filename: 'asked.txt' });
  writeFileSync(stored(id), bytes);
  expect((await tus.head(id)).headers.get('upload-offset')).toBe(String(bytes.length));
  expect(await tus.settled(id)).toMatchObject({ state: 'taken_in' });
});

test('a recording says what its conversation waits for', async () => {
  const wav = writeWav([tone(440, 2, 8_000)], { rate: 8_000, encoding: 's16' });
  const id = await tus.begin(wav.length, { filename: 'tone.wav' });
  await tus.piece(id, 0, Buffer.from(wav));
  const { conversation } = await tus.settled(id);
  expect(conversation?.status).toMatch(/processing|failed/);
});

test('what is refused says why in words, and a cut recording can be taken as far as it goes', async () => {
  const wav = Buffer.from(writeWav([tone(330, 4, 8_000)], { rate: 8_000, encoding: 's16' }));
  const cut = wav.subarray(0, wav.length / 2);
  const id = await tus.begin(cut.length, { filename: 'cut.wav' });
  await tus.piece(id, 0, cut);
  const refused = await tus.settled(id);
  expect(refused).toMatchObject({
    state: 'refused',
    may_retry: true,
    fault: { code: 'media_truncated', message: expect.stringContaining('take what is there') },
  });
  const retry = (wishes: object) =>
    appCall(world.server, erik, `/uploads/${id}/retry`, { method: 'POST', body: wishes });
  expect((await retry({ accept_truncated: true })).status).toBe(204);
  await expect.poll(async () => (await tus.upload(id))?.state, { timeout: 20_000 }).toBe('taken_in');
  expect((await retry({})).status).toBe(409);
});

test.each([
  ['nothing.txt', Buffer.alloc(0), 'empty', false],
  [
    'page.html',
    Buffer.from('<!doctype html><html><body><p>No talk</p></body></html>'),
    'unknown_format',
    true,
  ],
])('%s is refused and kept only where another try may help', async (filename, bytes, code, mayRetry) => {
  const id = await tus.begin(bytes.length, { filename });
  if (bytes.length > 0) await tus.piece(id, 0, bytes);
  const upload = await tus.settled(id);
  expect([upload.fault?.code, upload.may_retry]).toEqual([code, mayRetry]);
});

test('the same file again is here already; of another person’s nobody learns', async () => {
  const bytes = talk('Only once.');
  const send = async (session: Session) => {
    const client = new TusClient(world.server, session);
    const id = await client.begin(bytes.length, { filename: 'once.txt' });
    await client.piece(id, 0, bytes);
    return client.settled(id);
  };
  const [first, second, other] = [await send(erik), await send(erik), await send(anna)];
  expect([first.state, second.state, other.state]).toEqual(['taken_in', 'already_here', 'taken_in']);
  expect(second.conversation?.id).toBe(first.conversation?.id);
  expect(other.conversation?.id).not.toBe(first.conversation?.id);
});

test('a person has a bounded number of uploads under way', async () => {
  const client = new TusClient(world.server, anna);
  const { accountId } = world.server;
  await world.database.query(
    `insert into upload (account_id, id, user_id, file_name, bytes, wishes, state, created_at, expires_at)
      select $1, gen_random_uuid(), $2, 'x', 1, '{}', 'open', now(), now() + interval '1 day'
      from generate_series(1, $3)`,
    [accountId, world.people.anna.id, uploadBounds.mostOpen - 1],
  );
  const answers = await Promise.all([client.create(1, {}), client.create(1, {}), client.create(1, {})]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 429, 429]);
  await world.database.query('delete from upload where user_id = $1', [world.people.anna.id]);
});

test('dismissed ones, expired ones and files of nobody are removed', async () => {
  const [kept, dismissed, expired] = [await tus.begin(10), await tus.begin(10), await tus.begin(10)];
  expect((await appCall(world.server, erik, `/uploads/${dismissed}`, { method: 'DELETE' })).status).toBe(204);
  expect((await appCall(world.server, erik, `/uploads/${dismissed}`, { method: 'DELETE' })).status).toBe(404);
  expect((await tus.head(dismissed)).status).toBe(404);
  await world.database.query(`update upload set expires_at = now() - interval '1 s' where id = $1`, [
    expired,
  ]);
  const nobodys = '00000000-0000-4000-8000-000000000000';
  writeFileSync(stored(nobodys), 'x');
  const { pool, uploads: desk } = world.server.context;
  await sweepUploads({ pool, ...desk }, new Date());
  const there = [kept, dismissed, expired, nobodys].map((id) => existsSync(stored(id)));
  expect(there).toEqual([true, false, false, false]);
  expect(await tus.upload(expired)).toBeUndefined();
});

test('a person who is not active any more uploads nothing', async () => {
  const bytes = talk('Gone meanwhile.');
  const client = new TusClient(world.server, anna);
  const id = await client.begin(bytes.length, { filename: 'gone.txt' });
  const { pool } = world.server.context;
  const { accountId } = world.server;
  await setUserActive(pool, accountId, 'anna@example.com', { active: false, by: operator });
  expect((await client.piece(id, 0, bytes)).status).toBe(401);
  await setUserActive(pool, accountId, 'anna@example.com', { active: true, by: operator });
});
