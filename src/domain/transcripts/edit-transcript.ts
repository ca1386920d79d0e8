import {
  isSentenceTranscript,
  type StoredMessage,
  type StoredSentence,
  type StoredTranscript,
  transcriptLines,
  transcriptSpeakers,
} from './stored-transcript.ts';

/** Sentences by their places from 0, both ends included. */
export interface SentenceRange {
  first: number;
  last: number;
}

export function transcriptLength(transcript: StoredTranscript): number {
  return itemsOf(transcript).length;
}

/** Undefined where there is no such sentence or message. */
export function textAt(transcript: StoredTranscript, sentence: number): string | undefined {
  return itemsOf(transcript)[sentence]?.text;
}

/** The same transcript with other words at one place, whose times stay. Words with times of their own would be others'. */
export function withText(transcript: StoredTranscript, sentence: number, text: string): StoredTranscript {
  return mapItems(transcript, (item, at) => {
    if (at !== sentence) return item;
    const edited = { ...item, text };
    delete edited['words'];
    return edited;
  });
}

/** The same transcript with one speaker for all of these places. Marks of those who say nothing more go. */
export function withSpeaker(
  transcript: StoredTranscript,
  ranges: readonly SentenceRange[],
  name: string,
): StoredTranscript {
  const isMeant = (at: number): boolean => ranges.some(({ first, last }) => first <= at && at <= last);
  const changed = mapItems(transcript, (item, at) => (isMeant(at) ? { ...item, speaker_name: name } : item));
  const { uncertain_speakers: uncertain, ...rest } = changed;
  if (!isSentenceTranscript(rest) || !Array.isArray(uncertain)) return changed;
  const speakers = new Set(transcriptSpeakers(rest));
  const left = uncertain.filter((speaker) => speakers.has(String(speaker)));
  return left.length > 0 ? { ...rest, uncertain_speakers: left } : rest;
}

/** Where one speaks. */
export function rangesOf(transcript: StoredTranscript, speakerName: string): SentenceRange[] {
  const ranges: SentenceRange[] = [];
  for (const { index, speakerName: name } of transcriptLines(transcript)) {
    if (name !== speakerName) continue;
    const last = ranges.at(-1);
    if (last?.last === index - 1) last.last = index;
    else ranges.push({ first: index, last: index });
  }
  return ranges;
}

function itemsOf(transcript: StoredTranscript): readonly { text: string }[] {
  return isSentenceTranscript(transcript) ? transcript.sentences : transcript.messages;
}

function mapItems(
  transcript: StoredTranscript,
  change: <T extends StoredSentence | StoredMessage>(item: T, at: number) => T,
): StoredTranscript {
  if (isSentenceTranscript(transcript))
    return { ...transcript, sentences: transcript.sentences.map((item, at) => change(item, at)) };
  return { ...transcript, messages: transcript.messages.map((item, at) => change(item, at)) };
}
