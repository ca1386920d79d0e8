import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OggPacket } from '../../src/engines/media/ogg-timeline.ts';
import { type OggEvent, walkOgg } from '../../src/engines/media/ogg-walk.ts';
import {
  numberedPacket,
  oggStream,
  opusFrameSamples,
  opusHeads,
  type StreamShape,
  type TestPage,
} from './ogg-stream.ts';

/** The findings in a file of numbered packets. */
export type Walked = {
  /** Where each packet is heard, by its number, in samples. */
  starts: Map<number, number>;
  samples: number;
  silences: { at: number; samples: number; cause: string }[];
  /** Everything but sound and silence. */
  events: string[];
};

export async function walkBytes(bytes: Uint8Array): Promise<Walked> {
  const folder = await mkdtemp(path.join(tmpdir(), 'meetric-ogg-'));
  const file = path.join(folder, 'walked.ogg');
  const walked: Walked = { starts: new Map(), samples: 0, silences: [], events: [] };
  try {
    await writeFile(file, bytes);
    for await (const event of walkOgg(file)) follow(walked, event);
  } finally {
    await rm(folder, { recursive: true });
  }
  return walked;
}

function follow(walked: Walked, event: OggEvent): void {
  if (event.kind === 'silence') {
    walked.silences.push({ at: walked.samples, samples: event.samples, cause: event.cause });
    walked.samples += event.samples;
  } else if (event.kind === 'sound') {
    event.packets.forEach((packet, index) => {
      const number = Buffer.from(packet.bytes).readUInt32LE(1);
      walked.starts.set(number, walked.samples + index * opusFrameSamples - event.skip);
    });
    walked.samples += event.keep;
  } else walked.events.push(event.kind);
}

/** Packets numbered in a row; their sizes come over and over. */
export function numberedPackets(count: number, from = 0, bytes: readonly number[] = [40]): OggPacket[] {
  return range(count).map((index) => numberedPacket(from + index, bytes[index % bytes.length] ?? 40));
}

/** A stream of numbered packets of 20 ms, whose granules begin at 0 unless told otherwise. */
export function numberedStream(count: number, shape: StreamShape = {}): TestPage[] {
  return oggStream(opusHeads(), numberedPackets(count), shape);
}

/** Later granules from page `index` of sound on. */
export function delayPages(pages: readonly TestPage[], index: number, samples: number): TestPage[] {
  return pages.map((page, at) => {
    return at < index + 2 || page.granule === null ? page : { ...page, granule: page.granule + samples };
  });
}

/** The packets that are heard where they are put one after the other. */
export function inARow(count: number): Map<number, number> {
  return new Map(range(count).map((number) => [number, number * opusFrameSamples]));
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
