import { aacSampleRates } from './adts-frames.ts';
import { type DecodeBytes, type InterleavedSound, loadFfmpegWasm } from './ffmpeg-wasm.ts';
import type { PacketDecoder } from './packet-decoder.ts';
import type { DamageTally } from './pcm-block.ts';

// A frame overlaps its predecessor, and spectral band replication needs its last header, which is sent about twice
// a second. So each group of frames is decoded behind this many frames of its past, whose sound is thrown away.
const warmUpFrames = 24;
// A fresh decoder takes some 50 ms and as many MB; a file that ends so many is given up.
const mostEndings = 50;
const adtsHeaderBytes = 7;
const escapedObjectType = 31;
const mainProfiles = [1, 2, 3, 4];
const sbrObjectTypes = [5, 29];
const lowComplexity = 2;

type FrameShape = { sampleRate: number; channels: number; frameSamples: number };

type DecodedGroup = { frames: number; channels: Float32Array[] | null };

export type AdtsParameters = {
  profile: number;
  rateIndex: number;
  sampleRate: number;
  channels: number;
};

/** The fields of an ADTS header from an AudioSpecificConfig (ISO 14496-3); null where ADTS cannot say it. */
export function adtsParameters(config: Uint8Array): AdtsParameters | null {
  const first = config[0] ?? 0;
  const second = config[1] ?? 0;
  const objectType = first >> 3;
  const rateIndex = ((first & 7) << 1) | (second >> 7);
  const channels = (second >> 3) & 15;
  const sampleRate = aacSampleRates[rateIndex];
  if (objectType === escapedObjectType || sampleRate === undefined) return null;
  if (channels < 1 || channels > 7) return null;
  const coreType = sbrObjectTypes.includes(objectType) ? lowComplexity : objectType;
  return mainProfiles.includes(coreType) ? { profile: coreType - 1, rateIndex, sampleRate, channels } : null;
}

/** AAC frames (with ADTS headers, or bare ones when `parameters` is given) through FFmpeg's decoder. */
export function openAac(parameters: AdtsParameters | null, tally: DamageTally): PacketDecoder {
  const ffmpeg = new FrameDecoder();
  let past: Uint8Array[] = [];
  let shape: FrameShape = { sampleRate: 0, channels: 0, frameSamples: 0 };

  const decodeGroup = async (frames: Uint8Array[]): Promise<DecodedGroup[]> => {
    const sound = await ffmpeg.decode(withLead(past, frames));
    if (sound !== null && sound.samples.length > 0) {
      shape = shapeOf(sound, past.length + frames.length);
      past = [...past, ...frames].slice(-warmUpFrames);
      return [{ frames: frames.length, channels: newestSamples(sound, frames.length * shape.frameSamples) }];
    }
    if (frames.length > 1) {
      const middle = frames.length >> 1;
      return [...(await decodeGroup(frames.slice(0, middle))), ...(await decodeGroup(frames.slice(middle)))];
    }
    tally.damagedParts += 1;
    past = [];
    return [{ frames: 1, channels: null }];
  };

  return {
    decode: async (packets) => {
      const frames =
        parameters === null ? packets : packets.map((packet) => withAdtsHeader(packet, parameters));
      const groups = await decodeGroup(frames);
      return { sampleRate: shape.sampleRate, channels: joinGroups(groups, shape) };
    },
    free: () => ffmpeg.free(),
  };
}

/** FFmpeg's decoder, loaded with the first frames that it takes; a frame that ends it costs no other. */
class FrameDecoder {
  #decodeBytes: DecodeBytes | null = null;
  #accepted: Uint8Array | null = null;
  #endings = 0;

  async decode(frames: readonly Uint8Array[]): Promise<InterleavedSound | null> {
    const bytes = Buffer.concat(frames);
    if (this.#decodeBytes === null) {
      const first = this.#accepted ?? bytes;
      this.#decodeBytes = await loadFfmpegWasm(first);
      if (this.#decodeBytes === null) return null;
      this.#accepted = first;
    }
    try {
      return this.#decodeBytes(bytes);
    } catch (error) {
      // A decoder that ran out of its memory can not go on.
      if (!isWasmTrap(error) || this.#endings === mostEndings) throw error;
      this.#endings += 1;
      this.#decodeBytes = null;
      return null;
    }
  }

  free(): void {
    this.#decodeBytes = null;
  }
}

function isWasmTrap(error: unknown): boolean {
  return error instanceof Error && error.name === 'RuntimeError';
}

// The package seeks to the start before it decodes and loses the first frame by it, so one more is put in front.
function withLead(past: readonly Uint8Array[], frames: readonly Uint8Array[]): Uint8Array[] {
  const lead = past[0] ?? frames[0];
  return lead === undefined ? [] : [lead, ...past, ...frames];
}

function shapeOf(sound: InterleavedSound, frames: number): FrameShape {
  const frameSamples = Math.ceil(sound.samples.length / sound.channels / frames);
  return { sampleRate: sound.sampleRate, channels: sound.channels, frameSamples };
}

/** The last `count` samples of each channel; fewer where FFmpeg gave fewer. */
function newestSamples({ samples, channels }: InterleavedSound, count: number): Float32Array[] {
  const available = Math.floor(samples.length / channels);
  const length = Math.min(count, available);
  return Array.from({ length: channels }, (_, channel) => {
    const newest = new Float32Array(length);
    let from = (available - length) * channels + channel;
    for (let index = 0; index < length; index += 1) {
      newest[index] = samples[from] ?? 0;
      from += channels;
    }
    return newest;
  });
}

// A group that could not be decoded is as silent and as long as it would have been.
function joinGroups(groups: readonly DecodedGroup[], shape: FrameShape): Float32Array[] {
  const whole = groups.map(
    ({ frames, channels }) => channels ?? [new Float32Array(frames * shape.frameSamples)],
  );
  const width = Math.max(...groups.map(({ channels }) => channels?.length ?? 0));
  const length = whole.reduce((sum, group) => sum + (group[0]?.length ?? 0), 0);
  return Array.from({ length: width }, (_, channel) => {
    const joined = new Float32Array(length);
    let at = 0;
    for (const group of whole) {
      joined.set(group[channel] ?? group[0] ?? [], at);
      at += group[0]?.length ?? 0;
    }
    return joined;
  });
}

function withAdtsHeader(packet: Uint8Array, { profile, rateIndex, channels }: AdtsParameters): Uint8Array {
  const size = packet.length + adtsHeaderBytes;
  const framed = new Uint8Array(size);
  framed.set([
    0xff,
    0xf1,
    (profile << 6) | (rateIndex << 2) | (channels >> 2),
    ((channels & 3) << 6) | (size >> 11),
    (size >> 3) & 0xff,
    ((size & 7) << 5) | 0x1f,
    0xfc,
  ]);
  framed.set(packet, adtsHeaderBytes);
  return framed;
}
