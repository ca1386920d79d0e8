import type { Pool } from '../db/pool.ts';
import { listUsers } from '../domain/accounts/people.ts';
import { storeCorrection } from '../domain/conversations/corrections.ts';
import { speakerIdOf } from '../domain/conversations/participants.ts';
import {
  type SentenceRange,
  textAt,
  transcriptLength,
  withSpeaker,
  withText,
} from '../domain/transcripts/edit-transcript.ts';
import { transcriptSpeakers } from '../domain/transcripts/stored-transcript.ts';
import { type EditKey, type EditMaking, type EditOutcome, editWords, userIdOf } from './edit-conversation.ts';
import { listSpeakers } from './speaking-participants.ts';

type WordsKey = EditKey & { revision: number };

/** Puts other words in the place of a sentence's. Its place in the sound, and its speaker, stay. */
export function editSentence(
  pool: Pool,
  key: WordsKey,
  { sentence, text }: { sentence: number; text: string },
  making: EditMaking,
): Promise<EditOutcome<{ kind: 'not_completed' } | { kind: 'unknown_sentence' }>> {
  return editWords(pool, key, making, async ({ transcript, tx }) => {
    const before = textAt(transcript, sentence);
    if (before === undefined) return { refusal: { kind: 'unknown_sentence' } };
    if (before === text) return { edit: null };
    const change = { sentence, before, after: text };
    await storeCorrection(tx, key, change, { userId: userIdOf(making.by), now: making.now });
    const edited = withText(transcript, sentence, text);
    const action = 'conversation.sentence_edited';
    return { edit: { transcript: edited, action, details: { sentence }, isOneOfMany: true } };
  });
}

/** A speaker who is there already, or a new one by name. */
export type SpeakerWish = { speakerId: string } | { name: string };

/** Gives sentences to another speaker. One who says nothing more is listed no more where nothing else is known of him. */
export async function assignSentences(
  pool: Pool,
  key: WordsKey,
  { ranges, to }: { ranges: readonly SentenceRange[]; to: SpeakerWish },
  making: EditMaking,
): Promise<EditOutcome<{ kind: 'not_completed' | 'unknown_sentence' | 'unknown_speaker' }>> {
  const users = await listUsers(pool, key.accountId);
  return editWords<{ kind: 'unknown_sentence' | 'unknown_speaker' }>(
    pool,
    key,
    making,
    ({ transcript, participants }) => {
      const length = transcriptLength(transcript);
      if (ranges.some(({ first, last }) => first > last || last >= length))
        return { refusal: { kind: 'unknown_sentence' } };
      const before = transcriptSpeakers(transcript);
      const name =
        'name' in to ? to.name : before.find((speaker) => speakerIdOf(key.id, speaker) === to.speakerId);
      if (name === undefined) return { refusal: { kind: 'unknown_speaker' } };
      const assigned = withSpeaker(transcript, ranges, name);
      const after = transcriptSpeakers(assigned);
      const sentences = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
      return {
        edit: {
          transcript: assigned,
          participants: listSpeakers(participants, { before, after }, users),
          action: 'conversation.sentences_assigned',
          details: { sentences },
          isOneOfMany: true,
        },
        speaker: name,
      };
    },
  );
}
