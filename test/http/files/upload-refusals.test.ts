import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uploadBounds } from '../../../src/domain/uploads/upload.ts';
import { send } from '../../support/api-client.ts';
import { type Session, signInAs } from '../../support/app-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { TusClient } from '../../support/tus-client.ts';

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

test('another person, another account or nobody finds nothing of it', async () => {
  const bytes = talk('Mine alone.');
  const id = await tus.begin(bytes.length, { filename: 'mine.txt' });
  const foreign = await signInAs(world.server, {
    userId: world.other.user.id,
    accountId: world.other.accountId,
    role: 'owner',
  });
  for (const [session, status] of [
    [anna, 404],
    [foreign, 404],
    [null, 401],
  ] as const) {
    const client = new TusClient(world.server, session);
    expect((await client.head(id)).status).toBe(status);
    expect((await client.piece(id, 0, bytes)).status).toBe(status);
    const dismissed = await send(world.server, `/api/v1/uploads/${id}`, {
      method: 'DELETE',
      headers: { 'x-meetric': '1', cookie: session?.cookie ?? '' },
    });
    expect(dismissed.status).toBe(status);
    if (session) expect((await client.uploads()).map((one) => one.id)).not.toContain(id);
  }
  expect((await tus.upload(id))?.offset).toBe(0);
});

test('nothing is changed for a page of another site', async () => {
  const before = (await tus.uploads()).length;
  const answer = await tus.create(10, {}, { 'x-meetric': '' });
  expect([answer.status, (await tus.uploads()).length]).toEqual([403, before]);
  const id = await tus.begin(10);
  expect((await tus.piece(id, 0, Buffer.alloc(10), { 'x-meetric': '2' })).status).toBe(403);
  const given = await tus.create(10, {}, { origin: 'https://evil.example' });
  expect([...given.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('what was uploaded cannot be fetched', async () => {
  const id = await tus.begin(10);
  expect((await tus.request('GET', id)).status).toBe(405);
  expect((await tus.request('OPTIONS', id)).status).toBe(405);
});

test.each<
  [
    string,
    number,
    { bytes: number | string; metadata?: Record<string, string>; more?: Record<string, string> },
  ]
>([
  ['no length', 400, { bytes: '' }],
  ['a length that is none', 400, { bytes: 'abc' }],
  ['a negative length', 400, { bytes: '-1' }],
  ['a length that comes later', 400, { bytes: '', more: { 'upload-defer-length': '1' } }],
  ['too long', 413, { bytes: uploadBounds.mostBytes + 1 }],
  ['metadata that is none', 400, { bytes: 5, more: { 'upload-metadata': 'filename ***' } }],
  ['a title with control characters', 400, { bytes: 5, metadata: { title: 'a\u0007b' } }],
  ['as many speakers as never', 400, { bytes: 5, metadata: { speakers: '1000' } }],
  ['another version of the protocol', 400, { bytes: 5, more: { 'tus-resumable': '0.2.2' } }],
  ['another type', 415, { bytes: 5, more: { 'content-type': 'application/json' } }],
])('%s is refused', async (_what, status, { bytes, metadata = {}, more }) => {
  const before = (await tus.uploads()).length;
  const answer = await tus.create(bytes, metadata, more);
  expect([answer.status, answer.body]).toMatchObject([status, { statusCode: status }]);
  expect((await tus.uploads()).length).toBe(before);
});

test('pieces are checked', async () => {
  const id = await tus.begin(10);
  const piece = (offset: number, bytes: number, more = {}) =>
    tus.piece(id, offset, Buffer.alloc(bytes), more);
  expect((await piece(5, 5)).status).toBe(409);
  expect((await piece(0, 11)).status).toBe(413);
  expect((await piece(0, 5, { 'content-type': 'application/octet-stream' })).status).toBe(415);
  expect((await piece(-1, 5)).status).toBe(400);
  for (const other of ['..', '%2e%2e%2fx', `${id}.json`, 'a'.repeat(500), '%00'])
    expect([400, 404]).toContain((await tus.piece(other, 0, Buffer.alloc(1))).status);
  expect((await tus.upload(id))?.offset).toBe(0);
});

test('names are only names', async () => {
  const bytes = talk('Names.');
  const folder = path.dirname(stored('x'));
  const names = [
    '../../x.txt',
    '..\\x.txt',
    '<img src=x onerror=alert(1)>.txt',
    'a\u0000b\n.txt',
    '\u202egnp.txt',
  ];
  for (const [n, filename] of names.entries()) {
    const own = Buffer.concat([bytes, Buffer.from(`Jane: ${n}.\n`)]);
    const id = await tus.begin(own.length, { filename });
    await tus.piece(id, 0, own);
    const upload = await tus.settled(id);
    expect(upload.file_name).not.toMatch(/[/\\\p{Cc}]/u);
    expect(upload.state).toBe('taken_in');
  }
  expect(readdirSync(path.dirname(folder)).sort()).not.toContain('x.txt');
});
