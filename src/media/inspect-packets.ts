import {
  ALL_FORMATS,
  type AudioCodec,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputAudioTrack,
} from 'mediabunny';
import { adtsParameters, openAac } from './aac-decoder.ts';
import { inspectForeign } from './inspect-foreign.ts';
import { refuseMedia } from './media-refusal.ts';
import {
  openFlac,
  openMpeg,
  openOpus,
  openPcm,
  opusPacketSeconds,
  type PacketDecoder,
} from './packet-decoder.ts';
import type { DamageTally, Inspection, MediaInfo, PcmBlock } from './pcm-block.ts';
import { type PcmEncoding, sampleBytes } from './pcm-samples.ts';
import { placeOnTimeline } from './timeline.ts';
import { decodeVorbisTrack } from './vorbis-track.ts';

const cacheBytes = 4 * 1024 * 1024;
const batchSeconds = 5;
const gapSeconds = 0.1;
// A stream that ends this much before its announced end was cut off.
const truncationSeconds = 1;

type Track = {
  readonly codec: AudioCodec;
  readonly channels: number;
  readonly sampleRate: number;
  readonly description: Uint8Array | null;
  readonly hasAdtsHeaders: boolean;
};

/** A file whose container keeps packets: mp4, m4a, mov, webm, mkv, flac, ADTS AAC, MPEG-TS. */
export async function inspectPackets(file: string): Promise<Inspection> {
  const input = openInput(file);
  try {
    const container = containerName((await input.getFormat()).name);
    const track = await input.getPrimaryAudioTrack();
    if (track === null) return await explainMissingTrack(input, container);
    const codec = await track.getCodec();
    if (codec === null) return await inspectForeign(file, `this sound track in ${container}`, container);
    const config = await describeTrack(track, codec, container);
    const opener = decoderFor(config);
    if (opener === null && codec !== 'vorbis')
      return await inspectForeign(file, `${codec} in ${container}`, container);
    const info = await describeMedia(input, track, { container, config });
    if (info === null) return refuseMedia('media_empty');
    return { kind: 'openable', info, open: (tally) => openTrack(file, opener, tally) };
  } catch (error) {
    if (error instanceof Error) return refuseMedia('media_truncated');
    throw error;
  } finally {
    input.dispose();
  }
}

function openInput(file: string): Input {
  const source = new FilePathSource(file, { maxCacheSize: cacheBytes, handleUnhandledError: () => {} });
  return new Input({ source, formats: ALL_FORMATS });
}

function containerName(formatName: string): string {
  return formatName === 'QuickTime File Format' ? 'mov' : formatName.toLowerCase().replaceAll(' ', '-');
}

// An mp4 that was cut off has lost its index, which most writers put last.
async function explainMissingTrack(input: Input, container: string): Promise<Inspection> {
  const tracks = await input.getTracks();
  const lostIndex = tracks.length === 0 && container !== 'flac';
  return refuseMedia(lostIndex ? 'media_truncated' : 'media_no_audio');
}

async function describeTrack(track: InputAudioTrack, codec: AudioCodec, container: string): Promise<Track> {
  const config = await track.getDecoderConfig();
  const description = config?.description ?? null;
  const bytes = description === null ? null : bytesOf(description);
  return {
    codec,
    channels: await track.getNumberOfChannels(),
    sampleRate: await track.getSampleRate(),
    description: bytes,
    hasAdtsHeaders: bytes === null && (container === 'adts' || container.startsWith('mpeg')),
  };
}

function bytesOf(source: NonNullable<AudioDecoderConfig['description']>): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

async function describeMedia(
  input: Input,
  track: InputAudioTrack,
  { container, config }: { container: string; config: Track },
): Promise<MediaInfo | null> {
  const announced = await input.getDurationFromMetadata([track]);
  const endSeconds = announced ?? (await input.computeDuration([track]));
  const durationSeconds = endSeconds - (await firstSeconds(input));
  if (!(durationSeconds > 0)) return null;
  return {
    kind: 'media',
    container,
    codec: config.codec,
    durationSeconds,
    channels: config.channels,
    sampleRate: config.sampleRate,
    truncated: announced !== null && (await endsEarly(track, announced)),
  };
}

// A broadcast or a piece of a longer recording does not begin at zero.
async function firstSeconds(input: Input): Promise<number> {
  return Math.max(0, await input.getFirstTimestamp());
}

async function endsEarly(track: InputAudioTrack, announcedSeconds: number): Promise<boolean> {
  const last = await new EncodedPacketSink(track).getPacket(announcedSeconds).catch(() => null);
  return last === null || last.timestamp + last.duration < announcedSeconds - truncationSeconds;
}

type OpenDecoder = (tally: DamageTally) => Promise<PacketDecoder>;

function decoderFor(track: Track): OpenDecoder | null {
  switch (track.codec) {
    case 'opus':
      return (tally) => openOpus(track.description, tally);
    case 'mp3':
      return openMpeg;
    case 'flac':
      return openFlac;
    case 'aac':
      return decoderForAac(track);
    default:
      return decoderForPcm(track);
  }
}

function decoderForAac(track: Track): OpenDecoder | null {
  if (track.hasAdtsHeaders) return async (tally) => openAac(null, tally);
  const parameters = track.description === null ? null : adtsParameters(track.description);
  return parameters === null ? null : async (tally) => openAac(parameters, tally);
}

const pcmEncodings: Record<string, PcmEncoding> = {
  'pcm-u8': 'u8',
  'pcm-s8': 's8',
  'pcm-s16': 's16',
  'pcm-s24': 's24',
  'pcm-s32': 's32',
  'pcm-f32': 'f32',
  'pcm-f64': 'f64',
  ulaw: 'ulaw',
  alaw: 'alaw',
};

function decoderForPcm({ codec, channels, sampleRate }: Track): OpenDecoder | null {
  const encoding = pcmEncodings[codec.replace(/be$/, '')];
  if (encoding === undefined) return null;
  const layout = {
    encoding,
    littleEndian: !codec.endsWith('be'),
    channels,
    frameBytes: sampleBytes[encoding] * channels,
  };
  return async () => openPcm(layout, sampleRate);
}

async function* openTrack(
  file: string,
  opener: OpenDecoder | null,
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  const input = openInput(file);
  try {
    const track = await input.getPrimaryAudioTrack();
    if (track === null) return;
    if (opener === null) {
      yield* decodeVorbisTrack(track, tally);
      return;
    }
    const decoder = await opener(tally);
    try {
      yield* placeOnTimeline(decodeBatches(track, decoder), await firstSeconds(input));
    } finally {
      decoder.free();
    }
  } finally {
    input.dispose();
  }
}

async function* decodeBatches(track: InputAudioTrack, decoder: PacketDecoder): AsyncGenerator<PcmBlock> {
  const isOpus = (await track.getCodec()) === 'opus';
  let batch: Uint8Array[] = [];
  let startSeconds = 0;
  let endSeconds = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const pauses = batch.length > 0 && packet.timestamp - endSeconds > gapSeconds;
    if (pauses || endSeconds - startSeconds >= batchSeconds) {
      yield { ...(await decoder.decode(batch)), startSeconds };
      batch = [];
    }
    if (batch.length === 0) {
      startSeconds = packet.timestamp;
      endSeconds = startSeconds;
    }
    batch.push(packet.data);
    endSeconds += isOpus ? opusPacketSeconds(packet.data) : packet.duration;
  }
  if (batch.length > 0) yield { ...(await decoder.decode(batch)), startSeconds };
}
