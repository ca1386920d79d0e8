import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Pool } from '../db/pool.ts';
import type { PresentCard } from '../domain/conversations/card.ts';
import type { Failure } from '../domain/conversations/failure.ts';
import { findConversation } from '../domain/conversations/store.ts';
import { findRecording, recordingKey } from '../domain/recordings/recordings.ts';
import { type RecordingStorage, workRoot } from '../domain/recordings/storage.ts';
import { type MediaRefusal, refuseMedia } from '../engines/media/media-refusal.ts';
import type { NamedRecogniser } from '../engines/providers/chosen-engines.ts';
import { decodeSound } from '../engines/sound/read-sound.ts';
import type { DecodedSound } from '../engines/sound/sound-messages.ts';
import type { SpeakerAttributor } from '../engines/speech/embedded/embedded-recogniser.ts';
import type { SpeechRefusal } from '../engines/speech/recogniser.ts';
import { type Job, showProgress } from '../jobs/queue.ts';
import { failConversation } from './fail.ts';

/** The context of the steps from a recording to its transcript. */
export interface SoundContext {
  pool: Pool;
  log: Logger;
  dataDir: string;
  storage: RecordingStorage;
  /** Which recogniser an account's recording in a language goes to. */
  recogniserFor(accountId: string, language: string): Promise<NamedRecogniser>;
  attributor: SpeakerAttributor;
  presentCard: PresentCard;
  now(): Date;
  /** The next step was queued here: somebody may want to look. */
  onQueued(): void;
}

const markerName = 'decoded.json';
const progressMs = 300;
/** Far longer than any recording is worked on. */
const abandonedMs = 7 * 24 * 3_600_000;

/** Where the sound of a conversation lies while it is worked on. It can be made anew from the recording at any time. */
export function workFolder(dataDir: string, conversationId: string): string {
  return path.join(workRoot(dataDir), conversationId);
}

export async function clearWork(dataDir: string, conversationId: string): Promise<void> {
  await rm(workFolder(dataDir, conversationId), { recursive: true, force: true });
}

/** The same, with what runs that were cut left beside it. */
export async function clearAllWork(dataDir: string, conversationId: string): Promise<void> {
  const names = await readdir(workRoot(dataDir)).catch(() => []);
  for (const name of names) {
    if (name === conversationId || name.startsWith(`${conversationId}.`))
      await rm(path.join(workRoot(dataDir), name), { recursive: true, force: true });
  }
}

/** The next step may have gone to another machine, or this process was killed: what it left here goes after a week. */
async function clearAbandoned(dataDir: string, now: Date): Promise<void> {
  for (const name of await readdir(workRoot(dataDir))) {
    const left = path.join(workRoot(dataDir), name);
    const info = await stat(left).catch(() => null);
    if (info && info.mtimeMs < now.getTime() - abandonedMs) await rm(left, { recursive: true, force: true });
  }
}

/** Writes the job's progress down now and then. */
export function progressOf(pool: Pool, job: Job): (fraction: number) => void {
  let writtenMs = Number.NEGATIVE_INFINITY;
  return (fraction) => {
    const nowMs = performance.now();
    if (nowMs - writtenMs < progressMs) return;
    writtenMs = nowMs;
    // A reader of the progress misses one figure; the work does not depend on it.
    void showProgress(pool, job, fraction).catch(() => {});
  };
}

export interface RecordedFile {
  recordingId: string;
  /** In the storage. */
  key: string;
  language: string;
}

/** The recording of the job's conversation, or why its file can not be read. */
export async function findRecordedFile(context: SoundContext, job: Job): Promise<RecordedFile | Failure> {
  const { accountId, subjectId } = job;
  const conversation = await findConversation(context.pool, accountId, subjectId);
  const recording =
    conversation?.recordingId && (await findRecording(context.pool, accountId, conversation.recordingId));
  if (!conversation || !recording) throw new Error(`Conversation ${subjectId} has no recording`);
  const key = recordingKey(accountId, recording);
  if (!(await context.storage.has(key))) {
    return { code: 'recording_missing', problem: 'not_stored', key };
  }
  return {
    recordingId: recording.id,
    key,
    language: conversation.language,
  };
}

/** The recording as sound in the conversation's work folder: what an earlier run left there, else decoded now. */
export async function decodedRecording(
  context: SoundContext,
  conversationId: string,
  file: RecordedFile,
  options: { signal: AbortSignal; onProgress?: (fraction: number) => void },
): Promise<(DecodedSound & { folder: string }) | MediaRefusal> {
  const folder = workFolder(context.dataDir, conversationId);
  const left = await readFile(path.join(folder, markerName), 'utf8').catch(() => null);
  // An earlier version left no notices.
  if (left !== null) return { notices: [], ...(JSON.parse(left) as Omit<DecodedSound, 'notices'>), folder };
  // A process that lost the lease may still write. So each run has a folder of its own, which takes its place when
  // it is whole.
  const made = `${folder}.${randomUUID()}`;
  try {
    await mkdir(made, { recursive: true, mode: 0o700 });
    await clearAbandoned(context.dataDir, context.now());
    const decoded = await decodeRecording(context, file, made, options);
    if (decoded.kind === 'refused') return decoded;
    await writeFile(path.join(made, markerName), JSON.stringify(decoded));
    await rm(folder, { recursive: true, force: true });
    await rename(made, folder);
    return { ...decoded, folder };
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** Decodes straight from the storage, fetching the recording first where it is not on this machine. */
export async function decodeRecording(
  context: SoundContext,
  file: RecordedFile,
  folder: string | null,
  options: { signal: AbortSignal; onProgress?: (fraction: number) => void },
): Promise<DecodedSound | MediaRefusal> {
  const local = await context.storage.toLocalFile(file.key, options.signal);
  if (local.kind === 'disk_full') return refuseMedia('disk_full');
  if (local.kind === 'missing') throw new Error(`The recording ${file.key} went away`);
  return decodeSound(local.path, folder, options).finally(() => local.release());
}

export function failureOf({ kind: _, ...fault }: MediaRefusal | SpeechRefusal): Failure {
  return fault;
}

/** Ends the pipeline for this recording; nothing is left of its sound but the recording itself. */
export async function failSound(context: SoundContext, job: Job, failure: Failure): Promise<void> {
  await failConversation(context, job, failure);
  await clearWork(context.dataDir, job.subjectId);
}
