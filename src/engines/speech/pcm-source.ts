import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export const sampleRate = 16_000;
const bytesPerSample = 2;
const fullScale = 32_768;

/** A stretch of a recording, in samples. */
export interface Span {
  start: number;
  end: number;
}

/** Samples of a recording on disk, read a stretch at a time. */
export interface PcmSource {
  sampleCount: number;
  /** Samples from `start`, at most `count`; fewer at the end of the recording. */
  read(start: number, count: number): Float32Array<ArrayBuffer>;
  close(): void;
}

function readInto(fd: number, offset: number, buffer: Buffer): number {
  let filled = 0;
  while (filled < buffer.length) {
    const got = readSync(fd, buffer, filled, buffer.length - filled, offset + filled);
    if (got === 0) break;
    filled += got;
  }
  return filled;
}

/** A raw file that is heard together with others. */
export interface PcmPart {
  path: string;
  /** It would cancel out the others. */
  inverted?: boolean;
  /** How much later it brings the same sound. */
  delaySamples?: number;
}

/** Opens raw s16le files of 16 kHz; several files are heard as their average. */
export function openPcm(parts: readonly (string | PcmPart)[]): PcmSource {
  const files = parts.map((part) => {
    const { path, inverted = false, delaySamples = 0 } = typeof part === 'string' ? { path: part } : part;
    const fd = openSync(path, 'r');
    const samples = Math.floor(fstatSync(fd).size / bytesPerSample);
    return { fd, samples, delaySamples, gain: (inverted ? -1 : 1) / fullScale / parts.length };
  });
  const sampleCount = Math.max(0, ...files.map((file) => file.samples - file.delaySamples));
  return {
    sampleCount,
    read(start, count) {
      const from = Math.max(0, start);
      const length = Math.max(0, Math.min(count, sampleCount - from));
      const out = new Float32Array(length);
      const buffer = Buffer.alloc(length * bytesPerSample);
      for (const { fd, delaySamples, gain } of files) {
        const missing = Math.min(length, Math.max(0, -(from + delaySamples)));
        const target = buffer.subarray(0, (length - missing) * bytesPerSample);
        const offset = (from + delaySamples + missing) * bytesPerSample;
        const samples = Math.floor(readInto(fd, offset, target) / bytesPerSample);
        for (let i = 0; i < samples; i += 1) {
          const at = missing + i;
          out[at] = (out[at] ?? 0) + buffer.readInt16LE(i * bytesPerSample) * gain;
        }
      }
      return out;
    },
    close() {
      for (const file of files) closeSync(file.fd);
    },
  };
}
