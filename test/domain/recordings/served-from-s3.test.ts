import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { read, send } from '../../support/api-client.ts';
import {
  accept,
  completed,
  incoming,
  keepRecording,
  silentWav,
} from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { type S3TestServer, startS3Server } from '../../support/s3-server.ts';

let s3: S3TestServer;
let world: World;
let id: string;
/** Path and query of a live link. */
let link: string;

beforeAll(async () => {
  s3 = await startS3Server({ id: 'meetric', secret: 'between us' });
  world = await createWorld({
    STORAGE_URL: `s3://calls/meetric?endpoint=${s3.endpoint}&region=eu-north-1`,
    AWS_ACCESS_KEY_ID: 'meetric',
    AWS_SECRET_ACCESS_KEY: 'between us',
  });
  const { accountId, url } = world.server;
  const recording = await keepRecording(world, accountId);
  id = await accept(world, accountId, incoming({ title: 'Recorded', startedAt: new Date(), recording }));
  await completed(world, [id]);
  const place = `/conversations/${id}/recording-url`;
  const { recording_url } = await read(world.server, world.token, place, 'RecordingUrlResponse');
  link = recording_url.slice(url.length);
  // The decoder asks the store as well: what it asks for must not count as of a test.
  await vi.waitFor(async () => expect(await peaks()).toHaveLength(10), { timeout: 120_000 });
});
afterAll(async () => {
  await world.close();
  await s3.close();
});

async function peaks(): Promise<Buffer> {
  const [row] = await world.database.query<{ peaks: Buffer | null }>(
    'select peaks from recording where conversation_id = $1',
    [id],
  );
  return row?.peaks ?? Buffer.alloc(0);
}

test('the link is ours, and the bytes come through this server', async () => {
  expect(link).toMatch(/^\/recordings\/.+&signature=/);
  expect(existsSync(path.join(world.server.dataDir, 'recordings'))).toBe(false);
  const answer = await send(world.server, link);
  expect([answer.status, answer.bytes.equals(silentWav)]).toEqual([200, true]);
});

test('a range asks the store for no more', async () => {
  const answer = await send(world.server, link, { headers: { range: 'bytes=44-99' } });
  expect(answer.status).toBe(206);
  expect(answer.headers.get('content-range')).toBe(`bytes 44-99/${silentWav.length}`);
  expect(answer.bytes.equals(silentWav.subarray(44, 100))).toBe(true);
});

test('HEAD, 304, 412 and 416 are answered without its bytes', async () => {
  const head = await send(world.server, link, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(silentWav.length)]);
  const etag = head.headers.get('etag') ?? '';
  const asked = s3.log.length;
  const statusFor = async (headers: Record<string, string>): Promise<number> =>
    (await send(world.server, link, { headers })).status;
  expect(await statusFor({ 'if-none-match': etag })).toBe(304);
  expect(await statusFor({ 'if-match': '"other"' })).toBe(412);
  expect(await statusFor({ range: `bytes=${silentWav.length}-` })).toBe(416);
  expect(s3.log).toHaveLength(asked);
});

test('the decoder fetches it and leaves nothing behind', async () => {
  expect(await peaks()).toHaveLength(10);
});

test('an object that is gone is a 404, a store that does not answer a 500', async () => {
  s3.fail(true);
  expect((await send(world.server, link)).status).toBe(500);
  s3.fail(false);
  s3.objects.clear();
  expect((await send(world.server, link)).body).toMatchObject({ statusCode: 404, message: 'Not found' });
  expect((await send(world.server, link, { method: 'HEAD' })).status).toBe(404);
});
