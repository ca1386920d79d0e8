import { randomUUID } from 'node:crypto';
import { type Db, execute, queryOne } from '../../db/pool.ts';
import type { MediaInfo } from '../../engines/media/media-info.ts';
import { endingOf, storedType } from '../../engines/media/recording-formats.ts';
import type { KeepResult, RecordingStorage } from './storage.ts';

export interface StoredFile {
  recordingId: string;
  extension: string;
  mediaType: string;
  container: string;
  codec: string;
  durationSeconds: number;
  bytes: number;
  sha256: Buffer;
}

export interface Recording {
  id: string;
  conversationId: string;
  mediaType: string;
  extension: string;
  bytes: number;
  sha256: Buffer;
  createdAt: Date;
}

export type KeptFile = ({ kind: 'kept' } & StoredFile) | Exclude<KeepResult, { kind: 'kept' }>;

const insertRecording = {
  name: 'insert-recording',
  text: `insert into recording (account_id, id, conversation_id, media_type, extension, bytes, sha256, created_at,
      container, codec, duration_seconds)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};
const updateDecoded = {
  name: 'update-recording-decoded',
  text: 'update recording set duration_seconds = $3, peaks = $4 where account_id = $1 and id = $2',
};
const selectRecording = {
  name: 'select-recording',
  text: `select r.id, r.conversation_id as "conversationId", r.media_type as "mediaType", r.extension, r.bytes, r.sha256,
      r.created_at as "createdAt"
    from recording r
    join conversation c on c.account_id = r.account_id and c.id = r.conversation_id and c.deleted_at is null
    where r.account_id = $1 and r.id = $2`,
};

/** The parts of a recording that a player needs before it plays. */
export interface Waveform {
  mediaType: string;
  bytes: number;
  durationSeconds: number | null;
  /** As setDecoded stores them; null until then. */
  peaks: Uint8Array | null;
}

const selectWaveform = {
  name: 'select-waveform',
  text: `select r.media_type as "mediaType", r.bytes, r.duration_seconds as "durationSeconds", r.peaks
    from recording r
    join conversation c on c.account_id = r.account_id and c.id = r.conversation_id and c.deleted_at is null
    where r.account_id = $1 and r.id = $2`,
};

/** Where a recording's bytes lie in the storage. */
export function recordingKey(accountId: string, recording: { id: string; extension: string }): string {
  return `${accountId}/${recording.id}.${recording.extension}`;
}

/** Copies a probed media file into the storage, whole or not at all. */
export async function keepMediaFile(
  storage: RecordingStorage,
  accountId: string,
  source: { path: string; info: Pick<MediaInfo, 'container' | 'codec' | 'durationSeconds'> },
): Promise<KeptFile> {
  const { container, codec, durationSeconds } = source.info;
  const { extension, mediaType } = storedType(container, endingOf(source.path));
  const recordingId = randomUUID();
  const kept = await storage.keep(recordingKey(accountId, { id: recordingId, extension }), source.path);
  if (kept.kind !== 'kept') return kept;
  return { ...kept, recordingId, extension, mediaType, container, codec, durationSeconds };
}

/** Takes back a kept file that no conversation came to own. */
export async function dropMediaFile(
  storage: RecordingStorage,
  accountId: string,
  kept: StoredFile,
): Promise<void> {
  await storage.remove(recordingKey(accountId, { id: kept.recordingId, extension: kept.extension }));
}

export async function storeRecording(
  tx: Db,
  accountId: string,
  conversationId: string,
  recording: StoredFile & { now: Date },
): Promise<void> {
  const { recordingId, mediaType, extension, bytes, sha256, now } = recording;
  const { container, codec, durationSeconds } = recording;
  await execute(tx, insertRecording, [
    accountId,
    recordingId,
    conversationId,
    mediaType,
    extension,
    bytes,
    sha256,
    now,
    container,
    codec,
    durationSeconds,
  ]);
}

/** Stores the findings of decoding: the true length, and one peak of 0..127 per 100 ms. */
export async function setDecoded(
  tx: Db,
  accountId: string,
  id: string,
  decoded: { durationSeconds: number; peaks: readonly number[] },
): Promise<void> {
  const { durationSeconds, peaks } = decoded;
  await execute(tx, updateDecoded, [accountId, id, durationSeconds, Buffer.from(peaks)]);
}

export function findRecording(db: Db, accountId: string, id: string): Promise<Recording | undefined> {
  return queryOne<Recording>(db, selectRecording, [accountId, id]);
}

export function findWaveform(db: Db, accountId: string, id: string): Promise<Waveform | undefined> {
  return queryOne<Waveform>(db, selectWaveform, [accountId, id]);
}
