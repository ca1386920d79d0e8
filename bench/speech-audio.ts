// Sound files for measuring: WAV and FLAC in, raw 16 kHz s16le out.
import { readFile, writeFile } from 'node:fs/promises';
import { FLACDecoder } from '@wasm-audio-decoders/flac';

export interface Sound {
  readonly rateHz: number;
  readonly samples: Float32Array;
}

const targetHz = 16_000;
const filterHalfWidth = 24;

function sampleAt(data: Buffer, offset: number, format: { code: number; bits: number }): number {
  if (format.code === 3) return data.readFloatLE(offset);
  return data.readInt16LE(offset) / 32_768;
}

/** First channel of a WAV file of 16-bit or 32-bit float samples. */
export function readWav(data: Buffer): Sound {
  let format = { code: 1, channels: 1, rateHz: 0, bits: 16 };
  for (let at = 12; at + 8 <= data.length; ) {
    const id = data.toString('latin1', at, at + 4);
    const size = Math.min(data.readUInt32LE(at + 4), data.length - at - 8);
    if (id === 'fmt ') {
      format = {
        code: data.readUInt16LE(at + 8),
        channels: data.readUInt16LE(at + 10),
        rateHz: data.readUInt32LE(at + 12),
        bits: data.readUInt16LE(at + 22),
      };
    }
    if (id === 'data') {
      const stride = (format.bits / 8) * format.channels;
      const samples = Float32Array.from({ length: Math.floor(size / stride) }, (_, i) =>
        sampleAt(data, at + 8 + i * stride, format),
      );
      return { rateHz: format.rateHz, samples };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('The WAV file has no data chunk');
}

async function readFlac(data: Buffer): Promise<Sound> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  const decoded = await decoder.decodeFile(data);
  decoder.free();
  const samples = decoded.channelData[0];
  if (!samples) throw new Error('The FLAC file has no channel');
  return { rateHz: decoded.sampleRate, samples };
}

/** A file's first channel, by its ending. */
export async function readSound(path: string): Promise<Sound> {
  const data = await readFile(path);
  return path.endsWith('.flac') ? await readFlac(data) : readWav(data);
}

/** The sound at 16 kHz, by a windowed sinc. */
export function resample(sound: Sound): Float32Array {
  if (sound.rateHz === targetHz) return sound.samples;
  const ratio = sound.rateHz / targetHz;
  const cutoff = Math.min(1, 1 / ratio);
  const half = Math.ceil(filterHalfWidth / cutoff);
  return Float32Array.from({ length: Math.floor(sound.samples.length / ratio) }, (_, i) => {
    const centre = i * ratio;
    let sum = 0;
    for (let k = Math.ceil(centre - half); k <= Math.floor(centre + half); k += 1) {
      const distance = centre - k;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / half);
      const sinc = distance === 0 ? cutoff : Math.sin(Math.PI * distance * cutoff) / (Math.PI * distance);
      sum += (sound.samples[k] ?? 0) * sinc * window;
    }
    return sum;
  });
}

/** Writes samples as the recogniser takes them. */
export async function writePcm(path: string, samples: Float32Array): Promise<void> {
  const bytes = Buffer.alloc(samples.length * 2);
  for (const [i, sample] of samples.entries()) {
    bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767))), i * 2);
  }
  await writeFile(path, bytes);
}

/** Decodes a sound file into a raw file for the recogniser; gives its seconds. */
export async function convertToPcm(from: string, to: string): Promise<number> {
  const samples = resample(await readSound(from));
  await writePcm(to, samples);
  return samples.length / targetHz;
}
