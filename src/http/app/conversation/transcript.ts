import type { components } from '../../../../contract/app.types.ts';
import { jsonText } from '../../../base/json-text.ts';
import { type Correction, findCorrections } from '../../../domain/conversations/corrections.ts';
import { unpackTranscriptJson } from '../../../domain/conversations/packed-transcript.ts';
import { speakerIdOf } from '../../../domain/conversations/participants.ts';
import { findTranscript } from '../../../domain/conversations/store.ts';
import {
  isSentenceTranscript,
  type StoredTranscript,
  transcriptLines,
  transcriptSpeakers,
  uncertainSpeakers,
} from '../../../domain/transcripts/stored-transcript.ts';
import { answerOfJson } from '../../api/answer.ts';
import { ApiError } from '../../errors.ts';
import type { Handler } from '../handler.ts';
import { requireVisible } from './access.ts';

type Page = components['schemas']['TranscriptPage'];

export const getTranscript: Handler<'getTranscript'> = async (call) => {
  const { context } = call;
  const { accountId, id } = await requireVisible(call);
  const [packed, corrections] = await Promise.all([
    findTranscript(context.pool, accountId, id),
    findCorrections(context.pool, accountId, id),
  ]);
  if (!packed) throw new ApiError(404, 'Transcript is not available yet');
  const transcript: StoredTranscript = JSON.parse(unpackTranscriptJson(id, packed));
  const { revision } = packed;
  const page = presentTranscript(id, { transcript, revision, corrections });
  return { answer: answerOfJson(jsonText(page), `${id} ${packed.version} ${revision}`) };
};

function presentTranscript(
  id: string,
  {
    transcript,
    revision,
    corrections,
  }: { transcript: StoredTranscript; revision: number; corrections: readonly Correction[] },
): Page {
  const names = transcriptSpeakers(transcript);
  const places = new Map(names.map((name, place) => [name, place]));
  const uncertain = uncertainSpeakers(transcript);
  const originals = new Map(corrections.map(({ sentence, original }) => [sentence, original]));
  const hasTimes = isSentenceTranscript(transcript);
  return {
    revision,
    has_times: hasTimes,
    speakers: names.map((name) => ({ id: speakerIdOf(id, name), name, is_uncertain: uncertain.has(name) })),
    sentences: transcriptLines(transcript).map(({ index, speakerName, start, end, text }) => {
      const speaker = speakerName === null ? null : (places.get(speakerName) ?? null);
      const original = originals.get(index);
      // Of a message only its file knows what it calls a start.
      const sentence = { speaker, start: hasTimes ? start : null, end: hasTimes ? end : null, text };
      return original === undefined ? sentence : { ...sentence, original };
    }),
  };
}
