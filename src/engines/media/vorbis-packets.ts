import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { asciiAt } from './byte-file.ts';
import { writeOggPage, writeOggPages } from './ogg-page-writer.ts';
import { type PacketDecoder, quietly, takeOutput } from './packet-decoder.ts';
import type { DamageTally } from './pcm-block.ts';

const setupType = 5;
const windowAndTransformBits = 32;
const mostModes = 64;
// The decoder's input buffer.
const mostPacketBytes = 128 * 1024;
const emptyComment = Buffer.concat([Buffer.from('\x03vorbis'), Buffer.alloc(8), Buffer.from([1])]);

/** How long Vorbis packets play: each overlaps the one before, so the first of a run gives nothing. */
export class VorbisMeter {
  readonly #blockSizes: readonly [number, number];
  #modes: readonly (0 | 1)[] = [];
  #before: number | null = null;

  /** `head` is the identification header. */
  constructor(head: Uint8Array) {
    const sizes = head[28] ?? 0;
    this.#blockSizes = [2 ** (sizes & 15), 2 ** (sizes >> 4)];
  }

  measure(packet: Uint8Array): number | 'header' | 'unreadable' {
    const first = packet[0] ?? 0;
    if ((first & 1) === 1) {
      if (isVorbisSetup(packet)) this.#modes = readModes(packet);
      return 'header';
    }
    if (this.#modes.length === 0) return 'unreadable';
    const modeBits = Math.ceil(Math.log2(this.#modes.length));
    const mode = this.#modes[(first >> 1) & (2 ** modeBits - 1)];
    if (packet.length === 0 || mode === undefined) return 0;
    const size = this.#blockSizes[mode];
    const samples = this.#before === null ? 0 : (this.#before + size) / 4;
    this.#before = size;
    return samples;
  }

  interrupt(): void {
    this.#before = null;
  }
}

export function isVorbisSetup(packet: Uint8Array): boolean {
  return packet[0] === setupType && asciiAt(packet, 1, 6) === 'vorbis';
}

/**
 * Which of the two block sizes each mode has (Vorbis I, section 4.2.4). The modes are the last part of the setup header and
 * the parts before it are long, so they are read from its end.
 */
function readModes(setup: Uint8Array): (0 | 1)[] {
  const bit = (at: number): 0 | 1 => ((((setup[at >> 3] ?? 0) >> (at & 7)) & 1) === 1 ? 1 : 0);
  const number = (at: number, bits: number): number =>
    Array.from({ length: bits }, (_, index) => bit(at + index) * 2 ** index).reduce(
      (sum, value) => sum + value,
      0,
    );
  let end = setup.length * 8 - 1;
  while (end > 0 && bit(end) === 0) end -= 1;
  const modes: (0 | 1)[] = [];
  let found: (0 | 1)[] = [];
  // A mode is a block flag, zeros for window and transform, and eight bits of mapping.
  while (modes.length < mostModes) {
    const start = end - 1 - windowAndTransformBits - 8;
    if (start < 6 || number(start + 1, windowAndTransformBits) !== 0 || number(end - 8, 8) > 63) break;
    modes.unshift(bit(start));
    end = start;
    if (number(end - 6, 6) === modes.length - 1) found = [...modes];
  }
  return found;
}

/** Vorbis packets after their identification and setup headers. */
export async function openVorbis(
  { head, setup }: { head: Uint8Array; setup: Uint8Array },
  tally: DamageTally,
): Promise<PacketDecoder> {
  const decoder = new OggVorbisDecoder();
  await decoder.ready;
  let sequence = 0;
  // The decoder takes pages alone, and a page only when it sees another behind it.
  const decodePages = async (packets: Uint8Array[]) => {
    const pages = writeOggPages({ serial: 1, sequence, granule: 0, isFirst: sequence === 0 }, packets);
    sequence += pages.length + 1;
    const next = writeOggPage(
      { serial: 1, sequence: sequence - 1, granule: 0 },
      new Uint8Array(0),
      new Uint8Array(0),
    );
    return takeOutput(await quietly(() => decoder.decode(Buffer.concat([...pages, next]))), tally);
  };
  await decodePages([head]);
  await decodePages([emptyComment, setup]);
  return {
    decode: async (packets) => {
      const sound = packets.filter((packet) => packet.length > 0 && packet.length <= mostPacketBytes);
      tally.damagedParts += packets.length - sound.length;
      return decodePages(sound);
    },
    free: () => decoder.free(),
  };
}
