import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRecordingStorage } from '../../../src/domain/recordings/open-storage.ts';
import type { RecordingStorage } from '../../../src/domain/recordings/storage.ts';
import { readStorage } from '../../../src/domain/recordings/storage-url.ts';
import { type S3TestServer, startS3Server } from '../../support/s3-server.ts';

const key = 'account/recording.wav';
const small = Buffer.from('RIFF and so on');
/** More than two parts of an upload, the last one short. */
const large = randomBytes(33 * 2 ** 20);
const credentials = { AWS_ACCESS_KEY_ID: 'meetric', AWS_SECRET_ACCESS_KEY: 'between us' };
const never = new AbortController().signal;

let folder: string;
let s3: S3TestServer;
let file: (bytes: Buffer) => string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-storage-'));
  s3 = await startS3Server({ id: 'meetric', secret: 'between us' });
  file = (bytes) => {
    const name = path.join(folder, `${bytes.length}.wav`);
    writeFileSync(name, bytes);
    return name;
  };
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(
  name: 'folder' | 's3',
  env: Record<string, string> = credentials,
): Promise<RecordingStorage> {
  const url = name === 's3' ? `s3://calls/kept%20here?endpoint=${s3.endpoint}` : undefined;
  const read = readStorage(url, env);
  if (read.kind === 'faults') throw new Error(read.faults.join());
  return openRecordingStorage({ dataDir: path.join(folder, name), storage: read.storage });
}

async function bytesOf(storage: RecordingStorage, start: number, end: number): Promise<Buffer | undefined> {
  const reading = await storage.openForReading(key, { start, end });
  return reading ? buffer(reading.stream) : undefined;
}

describe.each(['folder', 's3'] as const)('%s', (name) => {
  test.each([
    ['a small file', small],
    ['a file of many parts', large],
  ])('keeps %s as it is', async (_what, bytes) => {
    const storage = await opened(name);
    const sha256 = createHash('sha256').update(bytes).digest();
    expect(await storage.keep(key, file(bytes))).toEqual({ kind: 'kept', bytes: bytes.length, sha256 });
    const whole = await storage.openForReading(key, { start: 0, end: bytes.length - 1 });
    expect(whole?.totalBytes).toBe(bytes.length);
    expect(whole && (await buffer(whole.stream)).equals(bytes)).toBe(true);
    expect(await bytesOf(storage, 3, 9)).toEqual(bytes.subarray(3, 10));
    expect(await bytesOf(storage, bytes.length - 1, bytes.length - 1)).toEqual(bytes.subarray(-1));
  });

  test('gives a file to programs that want one', async () => {
    const storage = await opened(name);
    await storage.keep(key, file(small));
    const local = await storage.toLocalFile(key, never);
    if (local.kind !== 'local') throw new Error(local.kind);
    expect(path.extname(local.path)).toBe('.wav');
    expect(readFileSync(local.path)).toEqual(small);
    await local.release();
    expect(await storage.has(key)).toBe(true);
    if (name === 's3') expect(readdirSync(path.join(folder, name, 'work'))).toEqual([]);
  });

  test('knows what it has not', async () => {
    const storage = await opened(name);
    await storage.keep(key, file(small));
    expect(await storage.has(key)).toBe(true);
    await storage.remove(key);
    await storage.remove(key);
    expect(await storage.has(key)).toBe(false);
    expect(await storage.openForReading(key, { start: 0, end: 3 })).toBeNull();
    expect(await storage.toLocalFile(key, never)).toEqual({ kind: 'missing' });
  });

  test('keeps nothing of a file that can not be read', async () => {
    const storage = await opened(name);
    await expect(storage.keep(key, path.join(folder, 'missing.wav'))).rejects.toThrow('ENOENT');
    expect(await storage.has(key)).toBe(false);
  });
});

test('objects lie under the prefix, and no upload is left open', async () => {
  await (await opened('s3')).keep(key, file(large));
  expect([...s3.objects.keys()]).toEqual(['/calls/kept%20here/account/recording.wav']);
  expect(s3.openUploads()).toBe(0);
});

test('a store that refuses the key or does not answer is an outcome when keeping, an error when reading', async () => {
  const stranger = await opened('s3', { ...credentials, AWS_SECRET_ACCESS_KEY: 'guessed' });
  expect(await stranger.keep(key, file(small))).toMatchObject({
    kind: 'storage_failed',
    cause: { name: 'SignatureDoesNotMatch' },
  });
  await expect(stranger.openForReading(key, { start: 0, end: 3 })).rejects.toThrow('SignatureDoesNotMatch');
  const storage = await opened('s3');
  s3.fail(true);
  expect(await storage.keep(key, file(small))).toMatchObject({ kind: 'storage_failed' });
  await expect(storage.has(key)).rejects.toThrow();
  s3.fail(false);
  expect(await storage.keep(key, file(small))).toMatchObject({ kind: 'kept' });
});
