import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MpegTsOutputFormat } from 'mediabunny';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { decodeFile } from '../../../testing/media/decode-file.ts';
import { readEncoded, writeTracks } from '../../../testing/media/mux.ts';
import { junk } from '../../../testing/media/stream-parts.ts';
import { soundingStretches } from '../../../testing/media/tones.ts';
import { programRoot } from '../../base/program.ts';
import { probeMedia } from './media-info.ts';

const packetBytes = 188;
const tone = await readEncoded(path.join(programRoot, 'testing/media/fixtures/tone.m4a'));
const times = 5;
const stream = await writeTracks(new MpegTsOutputFormat(), [{ sound: tone, times }]);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'meetric-transport-'));
});
afterEach(() => void vi.unstubAllEnvs());
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function heard(...parts: readonly Uint8Array[]) {
  const file = path.join(folder, 'stream.ts');
  await writeFile(file, Buffer.concat(parts));
  const { channels, outcome } = await decodeFile(file);
  return {
    file,
    tones: channels.map((line) => soundingStretches(line, tone.seconds)),
    seconds: (channels[0]?.length ?? 0) / 16_000,
    outcome,
    codes: outcome?.kind === 'decoded' ? outcome.notices.map(({ code }) => code) : [],
  };
}

/** The stream with each packet changed. */
function changed(change: (packet: Buffer, index: number) => Buffer): Buffer {
  const packets = Array.from({ length: stream.length / packetBytes }, (_, index) =>
    change(Buffer.from(stream.subarray(index * packetBytes, (index + 1) * packetBytes)), index),
  );
  return Buffer.concat(packets);
}

function withPid(packet: Buffer, change: (pid: number) => number): Buffer {
  packet.writeUInt16BE((packet.readUInt16BE(1) & 0xe000) | change(packet.readUInt16BE(1) & 0x1fff), 1);
  return packet;
}

const mapPids = new Set(
  [...Array(stream.length / packetBytes).keys()].flatMap((index) => {
    const packet = stream.subarray(index * packetBytes, (index + 1) * packetBytes);
    return packet[4] === 0 && packet[5] === 2 ? [packet.readUInt16BE(1) & 0x1fff] : [];
  }),
);
const soundPid = tone.packets.length > 0 ? stream.readUInt16BE(stream.length - packetBytes + 1) & 0x1fff : 0;

describe('an MPEG transport stream', () => {
  test('is heard whole', async () => {
    const { tones, outcome } = await heard(stream);
    expect(tones).toEqual([times]);
    expect(outcome).toMatchObject({ info: { codec: 'aac', channels: 1 }, truncated: false, notices: [] });
  });

  test.each([
    [
      'other bytes between its packets',
      () => [stream.subarray(0, 20 * packetBytes), junk(777), stream.subarray(20 * packetBytes)],
    ],
    [
      'four bytes of time before each packet',
      () => [changed((packet) => Buffer.concat([Buffer.from([9, 9, 9, 9]), packet])).subarray(4)],
    ],
    ['each packet twice', () => [changed((packet) => Buffer.concat([packet, packet]))]],
  ])('with %s', async (_, parts) => {
    const { tones, outcome } = await heard(...parts());
    expect(tones).toEqual([times]);
    expect(outcome).toMatchObject({ truncated: false });
  });

  test('of which a stretch is lost: what follows is heard at its time', async () => {
    const { tones, seconds, codes } = await heard(
      stream.subarray(0, 40 * packetBytes),
      stream.subarray(80 * packetBytes),
    );
    expect(tones[0]).toBeLessThan(times);
    expect(seconds).toBeCloseTo(times * tone.seconds, 0);
    expect(codes).toContain('media_part_lost');
  });

  test('behind another, whose streams have other numbers', async () => {
    const other = changed((packet) => {
      const isMap = mapPids.has(packet.readUInt16BE(1) & 0x1fff);
      if (isMap) packet.writeUInt16BE(0xe000 | (soundPid + 7), packet.indexOf(Buffer.from([0x0f])) + 1);
      return withPid(packet, (pid) => (pid === soundPid ? pid + 7 : pid));
    });
    const { tones, codes } = await heard(stream, other, stream);
    expect(tones).toEqual([3 * times]);
    expect(codes).toEqual(['media_parts_joined']);
  });

  test('with two sound tracks, each a line', async () => {
    const two = await writeTracks(new MpegTsOutputFormat(), [
      { sound: tone, times: 2 },
      { sound: tone, times: 3 },
    ]);
    expect((await heard(two)).tones).toEqual([2, 3]);
  });

  test('with a track that has no decoder', async () => {
    vi.stubEnv('PATH', folder);
    const two = await writeTracks(new MpegTsOutputFormat(), [{ sound: tone }, { sound: tone }]);
    const second = two.lastIndexOf(Buffer.from([0x0f, 0xe1]));
    for (
      let at = two.indexOf(Buffer.from([0x0f, 0xe1]));
      at >= 0;
      at = two.indexOf(Buffer.from([0x0f, 0xe1]), at + 1)
    ) {
      if (two[at + 2] === two[second + 2]) two[at] = 0x81;
    }
    const { tones, outcome } = await heard(two);
    expect(tones).toEqual([1]);
    const notice = { code: 'media_track_left_out', count: 1, firstPlace: 'track 2 (ac3)' };
    expect(outcome).toMatchObject({ notices: [notice] });
  });

  test('that holds no sound', async () => {
    const silent = changed((packet) =>
      mapPids.has(packet.readUInt16BE(1) & 0x1fff)
        ? packet
        : withPid(packet, (pid) => (pid === soundPid ? 0x1fff : pid)),
    );
    const { file } = await heard(silent);
    expect(await probeMedia(file)).toMatchObject({ kind: 'refused', code: 'media_empty' });
  });
});
