// Recordings for measuring, decoded as the server decodes them: raw 16 kHz s16le, as the recogniser takes it.
import { open, readFile, writeFile } from 'node:fs/promises';
import { decodeMedia } from '../src/engines/media/decode.ts';
import { sampleRate } from '../src/engines/speech/pcm-source.ts';
import { wavHeader } from '../src/engines/speech/providers/wav-piece.ts';

const bytesPerSample = 2;

function toPcm(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(samples.length * bytesPerSample);
  for (const [i, sample] of samples.entries()) {
    bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767))), i * bytesPerSample);
  }
  return bytes;
}

/** Writes samples as the recogniser takes them. */
export async function writePcm(path: string, samples: Float32Array): Promise<void> {
  await writeFile(path, toPcm(samples));
}

/** Decodes a recording of any format, mixed to one channel, into a raw file; gives its seconds. */
export async function convertToPcm(from: string, to: string): Promise<number> {
  const decoding = decodeMedia(from, { sampleRate, channels: 'mix' });
  const file = await open(to, 'w');
  try {
    for await (const [samples] of decoding) if (samples) await file.writeFile(toPcm(samples));
  } finally {
    await file.close();
  }
  const outcome = decoding.outcome();
  if (outcome?.kind !== 'decoded') throw new Error(`${from} does not decode: ${JSON.stringify(outcome)}`);
  return outcome.decodedSeconds;
}

/** Writes raw files one behind the other with a pause between. */
export async function joinPcm(paths: readonly string[], to: string, pauseSeconds: number): Promise<void> {
  const pause = Buffer.alloc(Math.round(pauseSeconds * sampleRate) * bytesPerSample);
  const parts = await Promise.all(paths.map((path) => readFile(path)));
  await writeFile(to, Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [pause, part]))));
}

/** Writes a raw file over and over, a second of silence behind each, into a WAV file; gives its seconds. */
export async function repeatAsWav(from: string, to: string, leastSeconds: number): Promise<number> {
  const once = Buffer.concat([await readFile(from), Buffer.alloc(sampleRate * bytesPerSample)]);
  const times = Math.ceil((leastSeconds * sampleRate * bytesPerSample) / once.length);
  const file = await open(to, 'w');
  try {
    await file.writeFile(wavHeader(times * once.length));
    for (let i = 0; i < times; i += 1) await file.writeFile(once);
  } finally {
    await file.close();
  }
  return (times * once.length) / bytesPerSample / sampleRate;
}
