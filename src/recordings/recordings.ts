import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Db, execute, queryOne } from '../db/pool.ts';

/** Containers that people play, by file extension. */
export const mediaTypes: Readonly<Record<string, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
};

export interface StoredFile {
  recordingId: string;
  extension: string;
  mediaType: string;
  bytes: number;
  sha256: Buffer;
}

export interface Recording {
  id: string;
  media_type: string;
  extension: string;
  bytes: number;
}

const insertRecording = {
  name: 'insert-recording',
  text: `insert into recording (account_id, id, conversation_id, media_type, extension, bytes, sha256, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const selectRecording = {
  name: 'select-recording',
  text: 'select id, media_type, extension, bytes from recording where account_id = $1 and id = $2',
};

/** Where a recording's bytes lie, relative to the data folder. */
export function recordingFile(accountId: string, recording: { id: string; extension: string }): string {
  return path.join('recordings', accountId, `${recording.id}.${recording.extension}`);
}

/** Copies a media file into the data folder, whole and synced or not at all. Null where the kind of file is not known. */
export async function keepMediaFile(
  dataDir: string,
  accountId: string,
  source: string,
): Promise<StoredFile | null> {
  const extension = path.extname(source).slice(1).toLowerCase();
  const mediaType = mediaTypes[extension];
  if (mediaType === undefined) return null;
  const recordingId = randomUUID();
  const target = path.join(dataDir, recordingFile(accountId, { id: recordingId, extension }));
  const unfinished = `${target}.unfinished`;
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(createReadStream(source), measure, createWriteStream(unfinished, { mode: 0o600 }));
    const handle = await open(unfinished, 'r');
    await handle.sync().finally(() => handle.close());
    await rename(unfinished, target);
  } finally {
    await rm(unfinished, { force: true });
  }
  return { recordingId, extension, mediaType, bytes, sha256: hash.digest() };
}

export async function storeRecording(
  tx: Db,
  accountId: string,
  conversationId: string,
  recording: StoredFile & { now: Date },
): Promise<void> {
  const { recordingId, mediaType, extension, bytes, sha256, now } = recording;
  await execute(tx, insertRecording, [
    accountId,
    recordingId,
    conversationId,
    mediaType,
    extension,
    bytes,
    sha256,
    now,
  ]);
}

export function findRecording(db: Db, accountId: string, id: string): Promise<Recording | undefined> {
  return queryOne<Recording & Record<string, unknown>>(db, selectRecording, [accountId, id]);
}
