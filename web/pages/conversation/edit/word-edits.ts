import { api } from '../../../api.ts';
import type { Range, Transcript } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import {
  merged,
  renamed,
  type SpeakerWish,
  speakersOf,
  withSpeaker,
  withText,
} from './changed-transcript.ts';
import type { Edit } from './edit-queue.ts';
import { sentOf } from './refusal.ts';

/** Other words for a sentence. `onConflict` gets the words that did not come in. */
export function sentenceEdit(
  id: string,
  { place, before, text }: { place: number; before: string; text: string },
  onConflict?: (text: string) => void,
): Edit {
  const to = (message: string | null, next: string, undo: Edit[]): Edit => ({
    message,
    inTranscript: (transcript) => withText(transcript, place, next),
    send: async (revision) => ({
      ...(await sentOf(
        api.PATCH('/conversations/{id}/transcript/sentences/{sentence}', {
          params: { path: { id, sentence: place } },
          body: { revision, text: next },
        }),
      )),
      undo,
    }),
  });
  return {
    ...to(texts.sentenceSaved, text, [to(null, before, [])]),
    onRefusal: ({ code }) => {
      if (code !== 'edited_meanwhile' || !onConflict) return false;
      onConflict(text);
      return true;
    },
  };
}

export function assignment(
  id: string,
  transcript: Transcript,
  { ranges, to, name }: { ranges: readonly Range[]; to: SpeakerWish; name: string },
): Edit {
  const before = speakersOf(transcript, ranges);
  const give = (given: readonly Range[], wish: SpeakerWish): Edit => ({
    message: null,
    inTranscript: (now) => withSpeaker(now, given, wish),
    send: async (revision) => {
      const body = { revision, ranges: [...given], ...wish };
      const sent = await sentOf(
        api.POST('/conversations/{id}/transcript/assignments', { params: { path: { id } }, body }),
      );
      return { revision: sent.revision, undo: before.map((one) => give(one.ranges, { name: one.name })) };
    },
  });
  const count = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return { ...give(ranges, to), message: texts.assigned(count, name) };
}

export function renaming(id: string, speaker: { id: string; name: string }, name: string): Edit {
  const rename = (speakerId: string, next: string, undo: string | null): Edit => ({
    message: undo === null ? null : texts.renamed(undo, next),
    inTranscript: (transcript) => renamed(transcript, speakerId, next),
    inConversation: (conversation) => ({
      ...conversation,
      speakers: conversation.speakers.map((one) => (one.id === speakerId ? { ...one, name: next } : one)),
      participants: conversation.participants.map((one) =>
        one.speaker_id === speakerId ? { ...one, name: next } : one,
      ),
    }),
    send: async () => {
      const sent = await sentOf(
        api.PATCH('/conversations/{id}/speakers/{speaker_id}', {
          params: { path: { id, speaker_id: speakerId } },
          body: { name: next },
        }),
      );
      const back = undo === null ? [] : [rename(sent.speaker.id, undo, null)];
      return { revision: sent.revision, undo: back };
    },
  });
  return rename(speaker.id, name, speaker.name);
}

/** One person who was heard as two. */
export function merge(
  id: string,
  from: { id: string; name: string },
  into: { id: string; name: string },
): Edit {
  return {
    message: texts.merged(from.name, into.name),
    inTranscript: (transcript) => merged(transcript, from.id, into.id),
    send: async (revision) => {
      const { revision: next, moved } = await sentOf(
        api.POST('/conversations/{id}/speaker-merges', {
          params: { path: { id } },
          body: { revision, from: [from.id], into: into.id },
        }),
      );
      return { revision: next, undo: moved.map((one) => giveBack(id, one)) };
    },
  };
}

function giveBack(id: string, { name, ranges }: { name: string; ranges: Range[] }): Edit {
  return {
    message: null,
    inTranscript: (transcript) => withSpeaker(transcript, ranges, { name }),
    send: async (revision) => {
      const body = { revision, ranges, name };
      return sentOf(
        api.POST('/conversations/{id}/transcript/assignments', { params: { path: { id } }, body }),
      );
    },
  };
}

export type Person = { user_id: string } | { participant_id: string };

/** Says who a speaker is; back leads the old name. */
export function tie(
  id: string,
  speaker: { id: string; name: string },
  { person, name }: { person: Person; name: string },
): Edit {
  return {
    message: texts.tied(speaker.name, name),
    inTranscript: (transcript) => renamed(transcript, speaker.id, name),
    send: async () => {
      const { revision, speaker: now } = await sentOf(
        api.PUT('/conversations/{id}/speakers/{speaker_id}/person', {
          params: { path: { id, speaker_id: speaker.id } },
          body: person,
        }),
      );
      return { revision, undo: [{ ...renaming(id, now, speaker.name), message: null }] };
    },
  };
}

/** Says that a speaker is not that person. */
export function untie(id: string, speaker: { id: string; name: string }): Edit {
  return {
    message: texts.untied(speaker.name),
    send: async () => {
      const { revision, speaker: now } = await sentOf(
        api.DELETE('/conversations/{id}/speakers/{speaker_id}/person', {
          params: { path: { id, speaker_id: speaker.id } },
        }),
      );
      return { revision, undo: [{ ...renaming(id, now, speaker.name), message: null }] };
    },
  };
}
