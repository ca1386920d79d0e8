import path from 'node:path';
import { inTransaction } from '../db/pool.ts';
import { listUsers } from '../domain/accounts/people.ts';
import { packTranscript } from '../domain/conversations/packed-transcript.ts';
import { findRecognition, forgetWords, type Recognition } from '../domain/conversations/recognition.ts';
import {
  findConversation,
  refreshCard,
  setParticipants,
  storeTranscript,
} from '../domain/conversations/store.ts';
import { type SentenceTranscript, transcriptSpeakers } from '../domain/transcripts/stored-transcript.ts';
import { enqueue } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { failureFor } from './fail.ts';
import { speakersAsParticipants } from './participants.ts';
import {
  clearWork,
  decodedRecording,
  failSound,
  findRecordedFile,
  progressOf,
  type SoundContext,
} from './sound-work.ts';
import { endStep, holdStep } from './while-live.ts';

type Attribute = (
  spans: { start: number; end: number }[],
) => Promise<{ voices: readonly number[]; uncertain: ReadonlySet<number> }>;

/** Jobs of kind `speakers`: recognised words in; a transcript in which every sentence has its speaker out, `analyse` queued. */
export function speakersHandler(context: SoundContext): JobHandler {
  return {
    async run(job, signal) {
      const { accountId, subjectId: id } = job;
      const { wishes, recognition } = await findRecognition(context.pool, accountId, id);
      if (!recognition) throw new Error(`Conversation ${id} has no recognised words`);
      const attribute: Attribute = async (spans) => {
        const file = await findRecordedFile(context, job);
        const decoded = 'code' in file ? file : await decodedRecording(context, id, file, { signal });
        if (!('folder' in decoded)) return oneVoice(spans);
        const channels = decoded.channels.map((name) => ({ path: path.join(decoded.folder, name) }));
        const told = await context.attributor.attributeSpeakers({ channels }, spans, {
          ...(wishes.speakers === null ? {} : { speakers: wishes.speakers }),
          signal,
          onProgress: progressOf(context.pool, job),
        });
        if (told.kind === 'refused') return oneVoice(spans);
        return { voices: told.voices, uncertain: new Set(told.uncertainVoices) };
      };
      const transcript = await toTranscript(recognition, attribute);
      const users = await listUsers(context.pool, accountId);
      await inTransaction(context.pool, async (tx) => {
        await holdStep(tx, job);
        const conversation = await findConversation(tx, accountId, id);
        await storeTranscript(tx, accountId, id, packTranscript(id, transcript));
        if (conversation?.participants.length === 0)
          await setParticipants(
            tx,
            accountId,
            id,
            speakersAsParticipants(transcriptSpeakers(transcript), users),
          );
        await forgetWords(tx, accountId, id);
        await refreshCard(tx, accountId, id, { ...context, now: context.now() });
        await enqueue(tx, { accountId, kind: 'analyse', subjectId: id, payload: {} });
        await endStep(tx, job);
      });
      await clearWork(context.dataDir, id);
      context.onQueued();
    },
    giveUp: (job, reason) => failSound(context, job, failureFor(reason, 'sound_failed')),
  };
}

/** Where voices can not be told apart at all, one person speaks, and nobody should rely on it. */
function oneVoice(spans: readonly unknown[]): Awaited<ReturnType<Attribute>> {
  return { voices: spans.map(() => 0), uncertain: new Set([0]) };
}

async function toTranscript(recognition: Recognition, attribute: Attribute): Promise<SentenceTranscript> {
  const { sentences } = recognition;
  const nameless = sentences.filter(({ speakerName }) => speakerName === null);
  const { voices, uncertain } =
    nameless.length > 0 ? await attribute(nameless.map(({ start, end }) => ({ start, end }))) : oneVoice([]);
  const uncertainSpeakers = new Set(recognition.uncertainSpeakers);
  let heard = 0;
  const numbers = new Map<number, number>();
  const stored = sentences.map(({ speakerName, start, end, text }) => {
    const times = { start: toMilliseconds(start), end: toMilliseconds(end) };
    if (speakerName !== null) return { speaker_name: speakerName, ...times, text };
    const voice = voices[heard++] ?? 0;
    const number = numbers.get(voice) ?? numbers.size + 1;
    numbers.set(voice, number);
    if (uncertain.has(voice)) uncertainSpeakers.add(`Speaker ${number}`);
    return { speaker_name: `Speaker ${number}`, ...times, text };
  });
  return {
    sentences: stored,
    ...(uncertainSpeakers.size > 0 ? { uncertain_speakers: [...uncertainSpeakers] } : {}),
  };
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
