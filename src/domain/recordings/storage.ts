import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';

/** A kept file, measured as it was read on its way. */
export interface Kept {
  kind: 'kept';
  bytes: number;
  sha256: Buffer;
}

export type KeepResult = Kept | { kind: 'disk_full' } | { kind: 'storage_failed'; cause: Error };

interface OpenRecording {
  /** Of the whole, whatever range was asked for. */
  totalBytes: number;
  stream: Readable;
}

/** A file on this machine's disk until it is released. */
interface LocalFile {
  kind: 'local';
  path: string;
  release(): Promise<void>;
}

/** Where the bytes of recordings lie. Keys are relative, with slashes. */
export interface RecordingStorage {
  /** Copies a file in, whole or not at all. */
  keep(key: string, file: string): Promise<KeepResult>;
  has(key: string): Promise<boolean>;
  /** The bytes from `start` to `end`, both included; null where there is no such recording. */
  openForReading(key: string, range: { start: number; end: number }): Promise<OpenRecording | null>;
  /** For programs that read files. */
  toLocalFile(
    key: string,
    signal: AbortSignal,
  ): Promise<LocalFile | { kind: 'missing' } | { kind: 'disk_full' }>;
  remove(key: string): Promise<void>;
}

/** Where files lie that can be made anew at any time. */
export function workRoot(dataDir: string): string {
  return path.join(dataDir, 'work');
}

/** A stream that lets everything through and knows afterwards what it was. */
export function measuring(): { through: Transform; measured(): Kept } {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, measured: () => ({ kind: 'kept', bytes, sha256: hash.digest() }) };
}
