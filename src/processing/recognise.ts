import path from 'node:path';
import { inTransaction } from '../db/pool.ts';
import { findRecognition, type Recognition, storeWords } from '../domain/conversations/recognition.ts';
import type { RecognitionResult, SpeechFault } from '../engines/speech/recogniser.ts';
import { enqueue, putOffFailedJob } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { nextStep } from './decode.ts';
import { failureFor } from './fail.ts';
import {
  decodedRecording,
  failSound,
  failureOf,
  findRecordedFile,
  progressOf,
  type SoundContext,
} from './sound-work.ts';
import { endStep, holdStep } from './while-live.ts';

/** Refusals that may pass by themselves; the journal keeps what is recognised already. */
const passing: ReadonlySet<SpeechFault['code']> = new Set([
  'provider_unreachable',
  'provider_timeout',
  'provider_overloaded',
]);
const mostTries = 4;
const laterMs = 30_000;

/** Jobs of kind `recognise`: sound in, stored words out, `speakers` queued. Goes on where an earlier run stopped. */
export function recogniseHandler(context: SoundContext): JobHandler {
  return {
    async run(job, signal) {
      const { accountId, subjectId: id } = job;
      const file = await findRecordedFile(context, job);
      if ('code' in file) return failSound(context, job, file);
      const decoded = await decodedRecording(context, id, file, { signal });
      if (decoded.kind === 'refused') return failSound(context, job, failureOf(decoded));
      const { wishes } = await findRecognition(context.pool, accountId, id);
      const recogniser = await context.recogniserFor(accountId, file.language);
      const result = await recogniser.recognise(
        { channels: decoded.channels.map((name) => ({ path: path.join(decoded.folder, name) })) },
        {
          language: file.language,
          ...(wishes.speakers === null ? {} : { speakers: wishes.speakers }),
          signal,
          onProgress: progressOf(context.pool, job),
          resume: { journalPath: path.join(decoded.folder, `journal-${recogniser.name}`) },
        },
      );
      if (result.kind === 'refused') {
        if (passing.has(result.code) && job.failures + 1 < mostTries)
          return putOffFailedJob(context.pool, job, { delayMs: laterMs * (job.failures + 1) });
        return failSound(context, job, failureOf(result));
      }
      await inTransaction(context.pool, async (tx) => {
        await holdStep(tx, job);
        await storeWords(tx, { accountId, id }, recogniser.name, wordsOf(result));
        await enqueue(tx, nextStep(job, 'speakers'));
        await endStep(tx, job);
      });
      context.onQueued();
    },
    giveUp: (job, reason) => failSound(context, job, failureFor(reason, 'sound_failed')),
  };
}

function wordsOf(result: Extract<RecognitionResult, { kind: 'recognised' }>): Recognition {
  const everybody = new Set(result.sentences.flatMap(({ speakerName }) => speakerName ?? []));
  const uncertainSpeakers = result.uncertainSpeakers ?? (result.speakersUncertain ? [...everybody] : []);
  return { sentences: result.sentences, uncertainSpeakers };
}
