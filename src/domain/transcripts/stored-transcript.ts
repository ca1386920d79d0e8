/**
 * A transcript as it is stored and served: exactly one of the two forms, other keys of an imported JSON untouched.
 */

/** A bound of the contract; a hundred days of talk. */
export const secondsMax = 8_640_000;

export interface StoredSentence {
  speaker_name?: string | null;
  /** Seconds from the conversation's start. */
  start: number;
  end: number;
  text: string;
  [extra: string]: unknown;
}

export interface StoredMessage {
  speaker_name?: string | null;
  text: string;
  [extra: string]: unknown;
}

export interface SentenceTranscript {
  sentences: StoredSentence[];
  [extra: string]: unknown;
}

interface MessageTranscript {
  messages: StoredMessage[];
  [extra: string]: unknown;
}

export type StoredTranscript = SentenceTranscript | MessageTranscript;

export interface TranscriptLine {
  /** Position in `sentences` or `messages`. */
  index: number;
  speakerName: string | null;
  text: string;
  start: number | null;
  end: number | null;
}

/** Takes either stored form; gives its lines in stored order, a blank speaker as null. */
export function transcriptLines(transcript: StoredTranscript): TranscriptLine[] {
  return storedItems(transcript).map((item, index) => ({
    index,
    speakerName: item.speaker_name?.trim() || null,
    text: item.text,
    start: storedSeconds(item['start']),
    end: storedSeconds(item['end']),
  }));
}

/** Takes either stored form; gives the speakers' names in order of first appearance. */
export function transcriptSpeakers(transcript: StoredTranscript): string[] {
  const names = new Set<string>();
  for (const { speaker_name: speaker } of storedItems(transcript)) {
    if (!speaker || names.has(speaker)) continue;
    const name = speaker.trim();
    if (name) names.add(name);
  }
  return [...names];
}

/** Those who may have been given the words of others. */
export function uncertainSpeakers(transcript: StoredTranscript): ReadonlySet<string> {
  const marked = isSentenceTranscript(transcript) ? transcript['uncertain_speakers'] : undefined;
  return new Set(Array.isArray(marked) ? marked.map(String) : []);
}

/** Takes either stored form; gives the latest end of a sentence, null for messages. */
export function transcriptDurationSeconds(transcript: StoredTranscript): number | null {
  if (!isSentenceTranscript(transcript)) return null;
  let latest = 0;
  for (const { end } of transcript.sentences) if (end > latest) latest = end;
  return latest;
}

export function isSentenceTranscript(transcript: StoredTranscript): transcript is SentenceTranscript {
  return Array.isArray(transcript['sentences']);
}

function storedItems(transcript: StoredTranscript): (StoredSentence | StoredMessage)[] {
  return isSentenceTranscript(transcript) ? transcript.sentences : transcript.messages;
}

/** A time within the bounds. Messages keep what their file calls a start, which may be anything. */
export function storedSeconds(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= secondsMax ? value : null;
}
