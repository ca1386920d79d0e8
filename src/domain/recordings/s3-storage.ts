import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline as pipelineInBackground, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { isDiskFull } from '../../engines/media/media-refusal.ts';
import { type KeepResult, measuring, type RecordingStorage } from './storage.ts';
import type { S3Place } from './storage-url.ts';

/** At most 10,000 parts make an object: room for 160 GB. Two parts are in memory at once. */
const partBytes = 16 * 2 ** 20;
const partsAtOnce = 2;
const connectMs = 5_000;
const silenceMs = 60_000;

interface Bucket {
  client: S3Client;
  bucket: string;
  prefix: string;
}

/** Recordings as objects of a bucket; `downloads` is the folder for those that a program has to read as a file. */
export function s3Storage(place: S3Place, downloads: string): RecordingStorage {
  const store: Bucket = { client: clientFor(place), bucket: place.bucket, prefix: place.prefix };
  const { client } = store;
  return {
    keep: (key, file) => upload(store, key, file),
    async has(key) {
      const found = await client.send(new HeadObjectCommand(named(store, key))).catch(nullWhereMissing);
      return found !== null;
    },
    async openForReading(key, { start, end }) {
      const wanted = { ...named(store, key), Range: `bytes=${start}-${end}` };
      const found = await client.send(new GetObjectCommand(wanted)).catch(nullWhereMissing);
      if (!found) return null;
      const totalBytes = Number(/\/(\d+)$/.exec(found.ContentRange ?? '')?.[1] ?? Number.NaN);
      return { totalBytes, stream: bodyOf(found.Body) };
    },
    toLocalFile: (key, signal) => download(store, key, { folder: downloads, signal }),
    async remove(key) {
      await client.send(new DeleteObjectCommand(named(store, key)));
    },
  };
}

function clientFor({ endpoint, region, pathStyle, credentials }: S3Place): S3Client {
  return new S3Client({
    region,
    credentials,
    forcePathStyle: pathStyle,
    ...(endpoint === null ? {} : { endpoint }),
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silenceMs },
    // Stores other than Amazon's refuse the checksums that the client would add to every part.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

function named({ bucket, prefix }: Bucket, key: string): { Bucket: string; Key: string } {
  return { Bucket: bucket, Key: prefix + key };
}

/** In parts, streamed; an object appears when its last part is acknowledged. */
async function upload(store: Bucket, key: string, file: string): Promise<KeepResult> {
  const { through, measured } = measuring();
  let unreadable: Error | null = null;
  pipelineInBackground(createReadStream(file), through, (error) => (unreadable = error ?? null));
  const work = new Upload({
    client: store.client,
    params: { ...named(store, key), Body: through },
    partSize: partBytes,
    queueSize: partsAtOnce,
  });
  try {
    await work.done();
    return measured();
  } catch (error) {
    through.destroy();
    if (unreadable !== null || !(error instanceof Error)) throw error;
    return { kind: 'storage_failed', cause: error };
  }
}

async function download(
  store: Bucket,
  key: string,
  { folder, signal }: { folder: string; signal: AbortSignal },
): ReturnType<RecordingStorage['toLocalFile']> {
  const found = await store.client
    .send(new GetObjectCommand(named(store, key)), { abortSignal: signal })
    .catch(nullWhereMissing);
  if (!found) return { kind: 'missing' };
  const file = path.join(folder, `fetched-${randomUUID()}${path.extname(key)}`);
  const release = (): Promise<void> => rm(file, { force: true });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await pipeline(bodyOf(found.Body), createWriteStream(file, { mode: 0o600 }), { signal });
    return { kind: 'local', path: file, release };
  } catch (error) {
    await release();
    if (isDiskFull(error)) return { kind: 'disk_full' };
    throw error;
  }
}

/** On Node the client gives a Readable; its type allows for browsers too. */
function bodyOf(body: unknown): Readable {
  if (body instanceof Readable) return body;
  throw new Error('The store gave no body');
}

function nullWhereMissing(error: unknown): null {
  if (error instanceof S3ServiceException && ['NoSuchKey', 'NotFound'].includes(error.name)) return null;
  throw error;
}
