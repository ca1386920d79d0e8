import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export const sampleRate = 16_000;
const bytesPerSample = 2;
const fullScale = 32_768;

/** A stretch of a recording, in samples. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Samples of a recording on disk, read a stretch at a time. */
export interface PcmSource {
  readonly sampleCount: number;
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

/** Opens raw s16le files of 16 kHz; several files are heard as their average. */
export function openPcm(paths: readonly string[]): PcmSource {
  const files = paths.map((path) => {
    const fd = openSync(path, 'r');
    return { fd, samples: Math.floor(fstatSync(fd).size / bytesPerSample) };
  });
  const sampleCount = Math.max(0, ...files.map((file) => file.samples));
  return {
    sampleCount,
    read(start, count) {
      const from = Math.max(0, start);
      const length = Math.max(0, Math.min(count, sampleCount - from));
      const out = new Float32Array(length);
      const buffer = Buffer.alloc(length * bytesPerSample);
      for (const file of files) {
        const samples = Math.floor(readInto(file.fd, from * bytesPerSample, buffer) / bytesPerSample);
        for (let i = 0; i < samples; i += 1) {
          out[i] = (out[i] ?? 0) + buffer.readInt16LE(i * bytesPerSample) / fullScale / files.length;
        }
      }
      return out;
    },
    close() {
      for (const file of files) closeSync(file.fd);
    },
  };
}
