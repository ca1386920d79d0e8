import { type FileHandle, open } from 'node:fs/promises';
import { adtsSyntax } from './adts-frames.ts';
import type { FrameHeader, FrameSyntax } from './frames.ts';
import { foreignTracks, inspectForeign } from './inspect-foreign.ts';
import { refuseMedia } from './media-refusal.ts';
import { mpegSyntax } from './mpeg-frames.ts';
import type { DamageTally, Inspection, PcmBlock } from './pcm-block.ts';
import { placeAt } from './place-at.ts';
import type { MappedStream } from './program-map.ts';
import { steadyTimes } from './steady-times.ts';
import { placeOnTimeline } from './timeline.ts';
import { decoderFor } from './track-decoder.ts';
import { describeSound, type HeardTrack, noteLeftOut, openHeard } from './track-lines.ts';
import type { TimedPacket } from './track-packets.ts';
import { decodePackets } from './track-sound.ts';
import { readStreams, type StreamUnit, unwrapped } from './transport-stream.ts';
import { UnitFrames } from './unit-frames.ts';

const container = 'mpeg-transport-stream';
// Sound begins within seconds; with the largest video that is some 20 MB.
const beginningBytes = 64 * 1024 * 1024;
// Times are rounded to a frame.
const gapSeconds = 0.1;
const endingBytes = 8 * 1024 * 1024;
const syntaxes: Record<string, FrameSyntax> = { mp3: mpegSyntax, aac: adtsSyntax };

/** Findings at the beginning and the end of a transport stream. */
type Look = {
  sound: readonly MappedStream[];
  headers: Map<number, FrameHeader>;
  firstSeconds: number | null;
  lastSeconds: number;
};

/** An MPEG transport stream. Pieces that are lost or foreign are passed over. */
export async function inspectTransport(file: string): Promise<Inspection> {
  const look = await lookAt(file);
  const tracks = look.sound.map((stream, index) => ({ ...stream, index, name: `track ${index + 1}` }));
  if (tracks.length === 0) return refuseMedia('media_no_audio');
  const zeroSeconds = look.firstSeconds ?? 0;
  const isDecoded = ({ codecName }: MappedStream): boolean => codecName in syntaxes;
  const needsFfmpeg = look.headers.size > 0 && !tracks.every(isDecoded);
  const foreign = needsFfmpeg ? await foreignTracks(file, tracks.length) : null;
  const heard = tracks.flatMap((track): HeardTrack[] => {
    const { index, name, codecName: codec } = track;
    // A track may begin late.
    const { channels, sampleRate } = look.headers.get(index) ?? { channels: 1, sampleRate: 0 };
    const source = { file, index, codec, zeroSeconds };
    const open: HeardTrack['open'] = (tally) => openStream(source, tally);
    if (isDecoded(track)) return [{ name, codec, channels, sampleRate, open }];
    const byFfmpeg = foreign?.[index];
    return byFfmpeg === undefined ? [] : [byFfmpeg];
  });
  const leftOut = tracks
    .filter((track) => foreign === null && !isDecoded(track))
    .map(({ name, codecName: codec }) => ({ name, codec }));
  if (look.headers.size === 0) {
    if (tracks.some(isDecoded)) return refuseMedia('media_empty');
    return inspectForeign(file, `${tracks[0]?.codecName} in ${container}`, container);
  }
  return {
    kind: 'openable',
    info: {
      kind: 'media',
      container,
      truncated: false,
      ...describeSound(heard),
      // A transport stream announces nothing, and where several were joined its times begin anew.
      durationSeconds: Math.max(1, look.lastSeconds - zeroSeconds),
      durationIsEstimate: true,
    },
    open: (tally) => {
      noteLeftOut(leftOut, tally);
      return openHeard(heard, tally);
    },
  };
}

async function lookAt(file: string): Promise<Look> {
  const look: Look = { sound: [], headers: new Map(), firstSeconds: null, lastSeconds: 0 };
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    await lookAtBeginning(handle, size, look);
    const ending = { start: Math.max(0, size - endingBytes), end: size };
    for await (const event of readStreams(handle, ending, () => false)) {
      if (event.kind !== 'unit' || event.seconds === null) continue;
      look.lastSeconds = Math.max(look.lastSeconds, unwrapped(event.seconds, look.firstSeconds ?? 0));
    }
    return look;
  } finally {
    await handle.close();
  }
}

async function lookAtBeginning(handle: FileHandle, size: number, look: Look): Promise<void> {
  const span = { start: 0, end: Math.min(size, beginningBytes) };
  const isSound = (pid: number): boolean => look.sound.some((stream) => stream.pid === pid);
  for await (const event of readStreams(handle, span, isSound)) {
    if (event.kind === 'streams') {
      if (look.headers.size === 0) look.sound = event.streams.filter((stream) => stream.isSound);
      continue;
    }
    if (event.seconds !== null) {
      const seconds =
        look.firstSeconds === null ? event.seconds : unwrapped(event.seconds, look.firstSeconds);
      look.firstSeconds = Math.min(look.firstSeconds ?? seconds, seconds);
    }
    const index = look.sound.findIndex((stream) => stream.pid === event.pid);
    const syntax = syntaxes[look.sound[index]?.codecName ?? ''];
    const header = syntax === undefined ? null : firstHeader(syntax, event.data);
    if (header !== null && !look.headers.has(index)) look.headers.set(index, header);
    if (look.sound.every(({ codecName }, at) => !(codecName in syntaxes) || look.headers.has(at))) return;
  }
}

function firstHeader(syntax: FrameSyntax, bytes: Uint8Array): FrameHeader | null {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const header = syntax.readHeader(bytes, at);
    const next = at + (header?.frameBytes ?? 0);
    if (header !== null && (next >= bytes.length || syntax.readHeader(bytes, next) !== null)) return header;
  }
  return null;
}

type StreamSource = {
  file: string;
  /** Which of the sound streams; programmes may change their PIDs. */
  index: number;
  codec: string;
  zeroSeconds: number;
};

function openStream(source: StreamSource, tally: DamageTally): AsyncIterable<PcmBlock> {
  const config = {
    codec: source.codec === 'mp3' ? 'mp3' : 'aac',
    channels: 0,
    sampleRate: 0,
    description: null,
    hasAdtsHeaders: true,
  } as const;
  const decoder = decoderFor(config);
  if (decoder === null) throw new Error(`No decoder for ${config.codec}`);
  const note = (seconds: number): void =>
    tally.notices.add('media_parts_joined', placeAt(seconds - source.zeroSeconds));
  const packets = steadyTimes(streamPackets(source, tally), note);
  return placeOnTimeline(decodePackets(packets, decoder, tally), source.zeroSeconds);
}

async function* streamPackets(
  { file, index, codec, zeroSeconds }: StreamSource,
  tally: DamageTally,
): AsyncGenerator<TimedPacket> {
  const frames = new UnitFrames(syntaxes[codec] ?? adtsSyntax, zeroSeconds);
  let wanted: number | null = null;
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    for await (const event of readStreams(handle, { start: 0, end: size }, (pid) => pid === wanted)) {
      if (event.kind === 'streams') {
        wanted = event.streams.filter((stream) => stream.isSound)[index]?.pid ?? wanted;
      } else if (event.pid === wanted) {
        if (isLossy(event, frames)) {
          tally.notices.add('media_part_lost', placeAt(frames.nowSeconds - zeroSeconds));
        }
        yield* frames.push(event);
      }
    }
  } finally {
    await handle.close();
  }
}

// Joined files count their packets anew, which is no loss: their times go on or back.
function isLossy({ isBroken, followsLoss, seconds }: StreamUnit, { nowSeconds }: UnitFrames): boolean {
  if (isBroken || !followsLoss || seconds === null) return isBroken;
  return unwrapped(seconds, nowSeconds) - nowSeconds > gapSeconds;
}
