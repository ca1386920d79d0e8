import { writeClock } from './clock-time.ts';
import type { ReadOptions } from './format.ts';
import { oneLine } from './speaker-labels.ts';
import type { StoredMessage, StoredSentence } from './stored-transcript.ts';
import type { TranscriptHeader } from './transcript-header.ts';
import { refuse, type TranscriptReading, type TranscriptRefusal } from './transcript-refusal.ts';

/** What one person says at once, as a reader found it. */
export interface Utterance {
  /** As the file writes it; null where the file does not say. */
  speaker: string | null;
  text: string;
  /** Seconds from the conversation's start; null where the file does not say. */
  start: number | null;
  end: number | null;
  /** The speaker is another person than before, although nobody says who. */
  changesSpeaker?: boolean;
  /** Kept beside the text under these names, such as the clock time of a message. */
  extra?: Readonly<Record<string, string>>;
}

export interface Assembly {
  options: ReadOptions;
  header?: TranscriptHeader;
  /** Where an utterance stands in the file, such as `line 12`. */
  placeOf(index: number): string;
  /** Messages never get times, even where the file has some. */
  form?: 'messages';
}

/** A bound of the contract; a hundred days of talk. */
export const secondsMax = 8_640_000;
const nameMax = 200;
/** Unhurried speech, for a sentence whose end nobody wrote down. */
const slowWordSeconds = 0.6;
const pauseSeconds = 2;

type Placed = Utterance & { index: number };

/** Takes a file's utterances; gives sentences where the file has times, else messages. Texts stay whole. */
export function assemble(utterances: readonly Utterance[], assembly: Assembly): TranscriptReading {
  const spoken: Placed[] = [];
  for (const [index, utterance] of utterances.entries()) {
    const text = clean(utterance.text);
    if (text !== '') spoken.push({ ...utterance, text, speaker: nameOf(utterance.speaker), index });
  }
  const fault = faultOf(spoken, assembly);
  if (fault) return fault;
  if (assembly.options.carrySpeakers) carrySpeakers(spoken, assembly);
  noticeUnknownSpeakers(spoken, assembly);
  const header = assembly.header ?? {};
  const timed = spoken.filter(({ start }) => start !== null).length;
  const transcript =
    assembly.form === 'messages' || timed * 2 < spoken.length
      ? { messages: spoken.map(messageOf) }
      : { sentences: sentencesOf(spoken, assembly) };
  return { kind: 'read', transcript, header };
}

function faultOf(spoken: readonly Placed[], { placeOf }: Assembly): TranscriptRefusal | null {
  if (!spoken.some(({ text }) => /[\p{L}\p{N}]/u.test(text)))
    return refuse('no_speech', 'The file holds no words.');
  for (const { speaker, start, end, index } of spoken) {
    if (speaker !== null && speaker.length > nameMax) {
      return refuse('malformed', `${place(placeOf, index)}: a name has more than ${nameMax} characters.`);
    }
    if (Math.max(start ?? 0, end ?? 0) > secondsMax || Math.min(start ?? 0, end ?? 0) < 0) {
      return refuse(
        'malformed',
        `${place(placeOf, index)}: a time is no number of seconds from 0 to ${secondsMax}.`,
      );
    }
  }
  return null;
}

function place(placeOf: (index: number) => string, index: number): string {
  const text = placeOf(index);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function carrySpeakers(spoken: Placed[], { options, placeOf }: Assembly): void {
  let speaker: string | null = null;
  for (const utterance of spoken) {
    if (utterance.changesSpeaker && utterance.speaker === null) speaker = null;
    if (utterance.speaker !== null) speaker = utterance.speaker;
    else if (speaker !== null) {
      utterance.speaker = speaker;
      options.notices.add('speakers_carried_over', placeOf(utterance.index));
    }
  }
}

function noticeUnknownSpeakers(spoken: readonly Placed[], { options, placeOf }: Assembly): void {
  const unknown = spoken.filter(({ speaker }) => speaker === null);
  const [first] = unknown;
  if (first && unknown.length < spoken.length)
    options.notices.add('speakers_unknown', placeOf(first.index), unknown.length);
}

function messageOf({ speaker, text, extra }: Placed): StoredMessage {
  return { speaker_name: speaker, text, ...extra };
}

function sentencesOf(spoken: readonly Placed[], { options, placeOf }: Assembly): StoredSentence[] {
  let last = 0;
  const started = spoken.map((utterance) => {
    last = utterance.start ?? last;
    return { ...utterance, start: last };
  });
  const inOrder = started.every(({ start }, at) => at === 0 || start >= (started[at - 1]?.start ?? 0));
  const sorted = inOrder ? started : started.toSorted((a, b) => a.start - b.start);
  const next = laterStarts(sorted);
  return sorted.map((utterance, at) => {
    const { speaker, start, text, extra, index } = utterance;
    let { end } = utterance;
    if (end !== null && end < start) {
      options.notices.add('cues_mended', placeOf(index));
      end = next[at] ?? start;
    } else if (end === null) {
      options.notices.add('ends_estimated', placeOf(index));
      const slow = start + text.split(' ').length * slowWordSeconds + pauseSeconds;
      end = round(Math.min(next[at] ?? slow, slow));
    }
    return { speaker_name: speaker, start: round(start), end: round(end), text, ...extra };
  });
}

/** For each the start of the first one that begins later. */
function laterStarts(sorted: readonly { start: number }[]): (number | null)[] {
  const later: (number | null)[] = new Array(sorted.length).fill(null);
  for (let at = sorted.length - 2; at >= 0; at--) {
    const next = sorted[at + 1]?.start ?? null;
    later[at] = next === sorted[at]?.start ? (later[at + 1] ?? null) : next;
  }
  return later;
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** PostgreSQL takes neither NUL nor half of a surrogate pair. */
function clean(text: string): string {
  return oneLine(text.replaceAll('\u0000', ' ').toWellFormed());
}

function nameOf(speaker: string | null): string | null {
  return speaker === null ? null : clean(speaker) || null;
}

/** A place in time, for formats without lines. */
export function atTime(seconds: number | null): string {
  return seconds === null ? 'the beginning' : writeClock(seconds);
}
