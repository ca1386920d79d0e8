import { inTransaction } from '../db/pool.ts';
import type { Failure } from '../domain/conversations/failure.ts';
import { addNotices } from '../domain/conversations/notices.ts';
import { findRecognition } from '../domain/conversations/recognition.ts';
import { refreshCard, setDuration } from '../domain/conversations/store.ts';
import { setDecoded } from '../domain/recordings/recordings.ts';
import type { DecodedSound } from '../engines/sound/sound-messages.ts';
import { enqueue, type Job } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { failureFor } from './fail.ts';
import {
  decodedRecording,
  decodeRecording,
  failSound,
  failureOf,
  findRecordedFile,
  progressOf,
  type SoundContext,
} from './sound-work.ts';
import { endStep, holdStep } from './while-live.ts';

/** Jobs of kind `decode`: recording in; sound in the work folder, stored peaks and length out, `recognise` queued. */
export function decodeHandler(context: SoundContext): JobHandler {
  return {
    async run(job, signal) {
      const { accountId, subjectId: id } = job;
      const file = await findRecordedFile(context, job);
      if ('code' in file) return failSound(context, job, file);
      const { wishes } = await findRecognition(context.pool, accountId, id);
      const onProgress = progressOf(context.pool, job);
      const decoded = await decodedRecording(context, id, file, { signal, onProgress });
      if (decoded.kind === 'refused' || (decoded.truncated && !wishes.acceptTruncated)) {
        return failSound(context, job, decoded.kind === 'refused' ? failureOf(decoded) : cutOff(decoded));
      }
      await inTransaction(context.pool, async (tx) => {
        await holdStep(tx, job);
        await setDecoded(tx, accountId, file.recordingId, decoded);
        await setDuration(tx, accountId, id, decoded.durationSeconds);
        await addNotices(tx, { accountId, id }, decoded.notices, context.now());
        await refreshCard(tx, accountId, id, { ...context, now: context.now() });
        await enqueue(tx, nextStep(job, 'recognise'));
        await endStep(tx, job);
      });
      context.onQueued();
    },
    giveUp: (job, reason) => failSound(context, job, failureFor(reason, 'sound_failed')),
  };
}

/** Jobs of kind `peaks`: a recording beside a transcript gets its waveform; where it can not be read it has none. */
export function peaksHandler(context: SoundContext): JobHandler {
  const finish = (job: Job): Promise<void> =>
    inTransaction(context.pool, async (tx) => {
      await holdStep(tx, job);
      await endStep(tx, job);
    });
  return {
    async run(job, signal) {
      const file = await findRecordedFile(context, job);
      const decoded = 'code' in file ? null : await decodeRecording(context, file, null, { signal });
      if (decoded?.kind !== 'decoded' || 'code' in file) return finish(job);
      const { accountId, subjectId: id } = job;
      await inTransaction(context.pool, async (tx) => {
        await holdStep(tx, job);
        await setDecoded(tx, accountId, file.recordingId, decoded);
        await addNotices(tx, { accountId, id }, decoded.notices, context.now());
        await endStep(tx, job);
      });
    },
    giveUp: finish,
  };
}

/** A recording that was begun is ended before the next is begun, since sound that waits fills the disk. */
const dueBeforeMs = 24 * 3_600_000;

export function nextStep(job: Job, kind: 'recognise' | 'speakers') {
  const { accountId, subjectId } = job;
  return { accountId, kind, subjectId, payload: {}, delayMs: -dueBeforeMs };
}

function cutOff({ durationSeconds: seconds, info, notices }: DecodedSound): Failure {
  const truncated = { code: 'media_truncated' } as const;
  const short = info.truncated ? undefined : notices.find(({ code }) => code === 'media_short');
  if (short) return { ...truncated, problem: 'partly_damaged', missingSeconds: short.count };
  const expectedSeconds = info.durationSeconds > seconds ? Math.round(info.durationSeconds) : null;
  return { ...truncated, problem: 'cut_off', seconds: Math.round(seconds), expectedSeconds };
}
