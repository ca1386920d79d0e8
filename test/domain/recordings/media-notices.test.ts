import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepMediaFile, type StoredFile } from '../../../src/domain/recordings/recordings.ts';
import { presentCard } from '../../../src/http/partner/present-conversation.ts';
import { acceptSound } from '../../../src/intake/accept.ts';
import { oggBytes, oggStream, opusFrameSamples, opusHeads } from '../../../testing/media/ogg-stream.ts';
import { delayPages } from '../../../testing/media/ogg-walked.ts';
import { read } from '../../support/api-client.ts';
import { accept, incoming } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Four silent seconds of Opus with a pause of three after the second. */
async function keepPaused(): Promise<StoredFile> {
  const silence = { bytes: Uint8Array.of(0xb8, 0xff, 0xfe), samples: opusFrameSamples };
  const pages = oggStream(
    opusHeads(),
    Array.from({ length: 200 }, () => silence),
  );
  const file = path.join(world.server.dataDir, `${randomUUID()}.opus`);
  writeFileSync(file, oggBytes(delayPages(pages, 2, 3 * 48_000)));
  const info = { container: 'ogg', codec: 'opus', durationSeconds: 7 };
  const { storage } = world.server.context;
  const kept = await keepMediaFile(storage, world.server.accountId, { path: file, info });
  if (kept.kind !== 'kept') throw new Error('An Ogg file was not kept');
  return kept;
}

function detail(id: string) {
  return read(world.server, world.token, `/conversations/${id}`, 'ConversationResponse');
}

const paused = [{ code: 'media_gap_silent', count: 1, first_place: '0:02.0' }];

test('what decoding noticed is served with the conversation', async () => {
  const { transcript: _, ...wanted } = incoming({
    title: 'Paused',
    startedAt: new Date(),
    importedAs: 'ogg',
  });
  const sound = { ...wanted, recording: await keepPaused() };
  const wishes = { speakers: null, acceptTruncated: false };
  const { pool } = world.server.context;
  const { id } = await acceptSound(
    pool,
    world.server.accountId,
    { ...sound, wishes },
    { presentCard, now: new Date() },
  );
  await expect.poll(async () => (await detail(id)).conversation.status).toBe('failed');
  expect((await detail(id)).conversation).toMatchObject({ imported_as: 'ogg', notices: paused });
});

test('also of a recording beside a transcript, whose own notices stay', async () => {
  const notices = [{ code: 'cues_mended', count: 2, firstPlace: 'line 7' }] as const;
  const recording = await keepPaused();
  const wanted = incoming({ title: 'Beside', startedAt: new Date(), importedAs: 'vtt', recording, notices });
  const id = await accept(world, world.server.accountId, wanted);
  await expect
    .poll(async () => (await detail(id)).conversation.notices)
    .toEqual([{ code: 'cues_mended', count: 2, first_place: 'line 7' }, ...paused]);
});
