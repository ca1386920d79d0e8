import { OggPackets } from '../../src/engines/media/ogg-packets.ts';
import { type OggPageFields, writeOggPage } from '../../src/engines/media/ogg-page-writer.ts';
import { readOggPages } from '../../src/engines/media/ogg-pages.ts';
import type { OggPacket } from '../../src/engines/media/ogg-timeline.ts';

/** A page that a test may change before it is written. */
export type TestPage = OggPageFields & { segments: Uint8Array; body: Uint8Array };

export type StreamShape = {
  serial?: number;
  /** Where the first packet of sound begins. */
  firstGranule?: number;
  /** How many segments each page has, over and over. */
  cuts?: readonly number[];
  isEnded?: boolean;
};

export const opusFrameSamples = 960;

export function opusHeads(channels = 1, preSkip = 0): Uint8Array[] {
  const head = Buffer.from('OpusHead\x01');
  const fields = Buffer.alloc(10);
  fields.writeUInt8(channels, 0);
  fields.writeUInt16LE(preSkip, 1);
  fields.writeUInt32LE(48_000, 3);
  return [Buffer.concat([head, fields]), Buffer.concat([Buffer.from('OpusTags'), Buffer.alloc(8)])];
}

/** A packet of 20 ms that no decoder need understand; its number stands in it. */
export function numberedPacket(number: number, bytes = 40): OggPacket {
  const packet = Buffer.alloc(Math.max(5, bytes), number);
  packet.writeUInt8(0x48, 0);
  packet.writeUInt32LE(number, 1);
  return { bytes: packet, samples: opusFrameSamples };
}

/** One Ogg stream: a page for each header, then pages of sound, which may begin and end inside packets. */
export function oggStream(
  heads: readonly Uint8Array[],
  packets: readonly OggPacket[],
  { serial = 7, firstGranule = 0, cuts = [50], isEnded = true }: StreamShape = {},
): TestPage[] {
  const headers = heads.map((head, sequence): TestPage => {
    return { serial, sequence, granule: 0, isFirst: sequence === 0, segments: segmentsOf(head), body: head };
  });
  const sound = cutIntoPages(packets, { firstGranule, cuts }).map((page, index): TestPage => {
    return { ...page, serial, sequence: headers.length + index };
  });
  const last = sound.at(-1);
  return last === undefined ? headers : [...headers, ...sound.slice(0, -1), { ...last, isLast: isEnded }];
}

type Segment = { bytes: Uint8Array; granule: number | null };

function cutIntoPages(
  packets: readonly OggPacket[],
  { firstGranule, cuts }: { firstGranule: number; cuts: readonly number[] },
): Omit<TestPage, 'serial' | 'sequence'>[] {
  let granule = firstGranule;
  const segments = packets.flatMap(({ bytes, samples }): Segment[] => {
    granule += samples;
    const lengths = [...segmentsOf(bytes)];
    return lengths.map((length, index) => {
      const isEnd = index === lengths.length - 1;
      return { bytes: bytes.subarray(index * 255, index * 255 + length), granule: isEnd ? granule : null };
    });
  });
  const pages: Omit<TestPage, 'serial' | 'sequence'>[] = [];
  for (let start = 0; start < segments.length; ) {
    const own = segments.slice(start, start + (cuts[pages.length % cuts.length] ?? 1));
    pages.push({
      granule: own.findLast((segment) => segment.granule !== null)?.granule ?? null,
      isContinued: start > 0 && segments[start - 1]?.granule === null,
      segments: Uint8Array.from(own.map(({ bytes }) => bytes.length)),
      body: Buffer.concat(own.map(({ bytes }) => bytes)),
    });
    start += own.length;
  }
  return pages;
}

export function oggBytes(pages: readonly TestPage[]): Buffer {
  return Buffer.concat(pages.map(({ segments, body, ...fields }) => writeOggPage(fields, segments, body)));
}

/** All packets of a file with one stream, headers included. */
export async function packetsOf(file: string): Promise<Uint8Array[]> {
  const joined = new OggPackets();
  const packets: Uint8Array[] = [];
  for await (const page of readOggPages(file)) if (page.kind === 'page') packets.push(...joined.push(page));
  return packets;
}

function segmentsOf(packet: Uint8Array): Uint8Array {
  const full = Array.from({ length: Math.floor(packet.length / 255) }, () => 255);
  return Uint8Array.from([...full, packet.length % 255]);
}
