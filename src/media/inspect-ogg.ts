import type { FileHandle } from 'node:fs/promises';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { viewOf } from './byte-file.ts';
import { inspectForeign } from './inspect-foreign.ts';
import { refuseMedia } from './media-refusal.ts';
import { type OggStart, readOggEnd, readOggPackets, readOggPageBytes, readOggStart } from './ogg-pages.ts';
import { openOpus, quietly, takeOutput } from './packet-decoder.ts';
import type { DamageTally, Inspection, PcmBlock } from './pcm-block.ts';

const opusRate = 48_000;
const packetsPerBatch = 250;
const opusHeaderPackets = 2;

/** An Ogg file with Opus, Vorbis or FLAC inside. */
export async function inspectOgg(file: string, handle: FileHandle, head: Uint8Array): Promise<Inspection> {
  const start = readOggStart(head);
  if (start === null) return refuseMedia('media_truncated');
  if (start.codec === 'unknown' || start.codec === 'speex') {
    return inspectForeign(file, start.codec === 'speex' ? 'Ogg Speex' : 'this Ogg stream', 'ogg');
  }
  const parameters = readParameters(start);
  if (parameters === null) return refuseMedia('media_truncated');
  const { size } = await handle.stat();
  const end = await readOggEnd(handle, size, start.serial);
  return {
    kind: 'openable',
    info: {
      kind: 'media',
      container: 'ogg',
      codec: start.codec,
      durationSeconds: Math.max(0, end.granule - parameters.preSkip) / parameters.sampleRate,
      channels: parameters.channels,
      sampleRate: parameters.sampleRate,
      truncated: !end.ended,
    },
    open: (tally) => openOgg(file, start, tally),
  };
}

function openOgg(file: string, start: OggStart, tally: DamageTally): AsyncIterable<PcmBlock> {
  if (start.codec === 'opus') return decodeOggOpus(file, start, tally);
  return decodeOggPages(file, start, tally);
}

function readParameters(start: OggStart): { sampleRate: number; channels: number; preSkip: number } | null {
  const packet = start.firstPacket;
  const view = viewOf(packet);
  if (start.codec === 'opus') {
    if (packet.length < 19) return null;
    return { sampleRate: opusRate, channels: view.getUint8(9), preSkip: view.getUint16(10, true) };
  }
  if (start.codec === 'vorbis') {
    if (packet.length < 16) return null;
    return { sampleRate: view.getUint32(12, true), channels: view.getUint8(11), preSkip: 0 };
  }
  // The mapping header is 13 bytes, then STREAMINFO: 20 bits of rate and 3 of channels at its byte 10.
  if (packet.length < 13 + 4 + 14) return null;
  const word = view.getUint32(13 + 4 + 10, false);
  return { sampleRate: word >>> 12, channels: ((word >>> 9) & 7) + 1, preSkip: 0 };
}

async function* decodeOggOpus(file: string, start: OggStart, tally: DamageTally): AsyncGenerator<PcmBlock> {
  const decoder = await openOpus(start.firstPacket, tally);
  try {
    let index = 0;
    let batch: Uint8Array[] = [];
    for await (const packet of readOggPackets(file, start.serial)) {
      index += 1;
      if (index <= opusHeaderPackets) continue;
      batch.push(packet);
      if (batch.length < packetsPerBatch) continue;
      yield await decoder.decode(batch);
      batch = [];
    }
    if (batch.length > 0) yield await decoder.decode(batch);
  } finally {
    decoder.free();
  }
}

async function* decodeOggPages(
  file: string,
  { serial, codec }: OggStart,
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  const decoder = codec === 'flac' ? new FLACDecoder() : new OggVorbisDecoder();
  await decoder.ready;
  try {
    for await (const page of readOggPageBytes(file, serial)) {
      yield takeOutput(await quietly(() => decoder.decode(page)), tally);
    }
    yield takeOutput(await quietly(() => decoder.flush()), tally);
  } finally {
    decoder.free();
  }
}
