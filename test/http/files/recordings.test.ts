import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkLifeSeconds, signLink } from '../../../src/domain/recordings/signed-link.ts';
import { type Answer, read, send } from '../../support/api-client.ts';
import {
  accept,
  completed,
  incoming,
  keepRecording,
  silentWav,
} from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

const publicUrl = 'https://meetric.example/base';
const refusal = '{"statusCode":403,"message":"The link is not valid or has expired","error":"Forbidden"}';

let world: World;
let id: string;
/** Path and query of a live link, and the recording that it opens. */
let link: string;
let recordingId: string;
beforeAll(async () => {
  world = await createWorld({ PUBLIC_URL: `${publicUrl}/` });
  const { accountId } = world.server;
  const recording = await keepRecording(world, accountId);
  recordingId = recording.recordingId;
  id = await accept(world, accountId, incoming({ title: 'Recorded', startedAt: new Date(), recording }));
  await completed(world, [id]);
  const place = `/conversations/${id}/recording-url`;
  const { recording_url } = await read(world.server, world.token, place, 'RecordingUrlResponse');
  expect(recording_url.startsWith(`${publicUrl}/recordings/${accountId}/${recordingId}?`)).toBe(true);
  link = recording_url.slice(publicUrl.length);
});
afterAll(() => world.close());

const get = (place: string, headers: Record<string, string> = {}): Promise<Answer> =>
  send(world.server, place, { headers });

test('PUBLIC_URL stands in every link', async () => {
  const { server, token } = world;
  const detail = await read(server, token, `/conversations/${id}`, 'ConversationResponse');
  expect(detail.conversation.recording_url?.startsWith(`${publicUrl}/recordings/`)).toBe(true);
  const list = await read(server, token, '/conversations', 'ConversationsResponse');
  expect(list.conversations[0]?.recording_url?.startsWith(`${publicUrl}/recordings/`)).toBe(true);
  expect((await send(server, '/api/v1/rest/openapi.json')).body).toMatchObject({
    servers: [{ url: `${publicUrl}/api/v1/rest` }],
  });
});

describe('the media', () => {
  test('comes whole', async () => {
    const answer = await get(link);
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(silentWav)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(silentWav.length),
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    });
  });

  const last = silentWav.length - 1;
  test.each([
    ['bytes=0-3', 0, 3],
    ['bytes=44-99', 44, 99],
    ['bytes=100-', 100, last],
    ['bytes=-10', last - 9, last],
    ['bytes=8000-99999', 8_000, last],
  ])('comes in part for %s', async (range, from, to) => {
    const answer = await get(link, { range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to}/${silentWav.length}`);
    expect(answer.bytes.equals(silentWav.subarray(from, to + 1))).toBe(true);
  });

  test('a range beyond its end is a 416', async () => {
    const answer = await get(link, { range: `bytes=${silentWav.length}-` });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe(`bytes */${silentWav.length}`);
    expect(answer.body).toEqual({
      statusCode: 416,
      message: 'The range is not within the recording',
      error: 'Range Not Satisfiable',
    });
  });

  test('a precondition that does not hold is a 412', async () => {
    expect(await get(link, { 'if-match': '"other"' })).toMatchObject({
      status: 412,
      body: { statusCode: 412 },
    });
  });

  test('comes for HEAD without bytes', async () => {
    const answer = await send(world.server, link, { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(answer.headers.get('content-length')).toBe(String(silentWav.length));
  });
});

describe('a link that is not valid', () => {
  const signed = (seconds: number, accountId = world.server.accountId, recording = recordingId): string => {
    const { keys } = world.server.context;
    const now = new Date(Date.now() + seconds * 1000);
    return signLink(keys.link, '', { accountId, recordingId: recording }, now).url;
  };

  test('is one that has expired', async () => {
    expect((await get(signed(5 - linkLifeSeconds))).status).toBe(200);
    const answer = await get(signed(-linkLifeSeconds));
    expect([answer.status, answer.text]).toEqual([403, refusal]);
    expect(answer.headers.get('x-request-id')).not.toBeNull();
  });

  test('is one that was altered anywhere', async () => {
    const url = new URL(link, publicUrl);
    const change = (name: string, value: string): string => {
      const changed = new URL(url);
      changed.searchParams.set(name, value);
      return changed.pathname + changed.search;
    };
    const expires = Number(url.searchParams.get('expires'));
    const signature = url.searchParams.get('signature') ?? '';
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    const otherId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
    const places = [
      url.pathname,
      `${url.pathname}?expires=${expires}`,
      `${url.pathname}?signature=${signature}`,
      change('expires', String(expires + 1)),
      change('expires', 'x'),
      change('expires', ''),
      change('expires', `${expires}.0`),
      change('expires', '9'.repeat(30)),
      change('signature', flipped),
      change('signature', ''),
      change('signature', signature.slice(1)),
      `${link}&expires=${expires}`,
      `${link}&signature=${signature}`,
      link.replace(recordingId, otherId),
      link.replace(world.server.accountId, world.other.accountId),
      link.replace(recordingId, 'no-id'),
      link.replace(recordingId, '%2e%2e%2fx'),
      link.replace(recordingId, '%00'),
    ];
    for (const place of places) {
      const answer = await get(place);
      expect([place, answer.status, answer.text]).toEqual([place, 403, refusal]);
    }
  });

  test('does not become valid by a token', async () => {
    const headers = { authorization: `Bearer ${world.token}` };
    expect((await get(signed(-linkLifeSeconds), headers)).status).toBe(403);
  });

  test('a signed link to a recording that is not there is a 404', async () => {
    const { accountId } = world.server;
    for (const place of [
      signed(0, accountId, 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'),
      signed(0, world.other.accountId),
    ])
      expect((await get(place)).body).toEqual({ statusCode: 404, message: 'Not found', error: 'Not Found' });
  });

  test('a recording whose file is gone is a 404', async () => {
    const { accountId, dataDir } = world.server;
    const recording = await keepRecording(world, accountId);
    const wanted = incoming({ title: 'Gone', startedAt: new Date(), recording });
    await completed(world, [await accept(world, accountId, wanted)]);
    rmSync(path.join(dataDir, 'recordings', accountId, `${recording.recordingId}.wav`));
    const answer = await get(signed(0, accountId, recording.recordingId));
    expect(answer.body).toEqual({ statusCode: 404, message: 'Not found', error: 'Not Found' });
  });
});
