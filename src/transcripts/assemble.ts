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
  for (let index = 0; index < utterances.length; index++) {
    const utterance = utterances[index];
    const text = utterance ? clean(utterance.text) : '';
    if (!utterance || text === '') continue;
    const { start, end, changesSpeaker = false, extra = {} } = utterance;
    spoken.push({ speaker: nameOf(utterance.speaker), text, start, end, changesSpeaker, extra, index });
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
  const sorted = inOrderOfStart(spoken);
  return sorted.map(({ speaker, text, start, end, extra, index }, at) => {
    let until = end;
    if (until !== null && until < start) {
      options.notices.add('cues_mended', placeOf(index));
      until = nextStart(sorted, at) ?? start;
    } else if (until === null) {
      options.notices.add('ends_estimated', placeOf(index));
      const slow = start + text.split(' ').length * slowWordSeconds + pauseSeconds;
      until = Math.min(nextStart(sorted, at) ?? slow, slow);
    }
    return { speaker_name: speaker, start: round(start), end: round(until), text, ...extra };
  });
}

type Started = Placed & { start: number };

/** What has no start begins with what came before it. */
function inOrderOfStart(spoken: readonly Placed[]): Started[] {
  let last = 0;
  let isInOrder = true;
  const started: Started[] = [];
  for (const utterance of spoken) {
    const { start } = utterance;
    if (start !== null && start < last) isInOrder = false;
    last = start ?? last;
    started.push(start === null ? { ...utterance, start: last } : (utterance as Started));
  }
  return isInOrder ? started : started.toSorted((a, b) => a.start - b.start);
}

function nextStart(sorted: readonly Started[], at: number): number | null {
  const start = sorted[at]?.start ?? 0;
  let next = at + 1;
  while (next < sorted.length && sorted[next]?.start === start) next++;
  return sorted[next]?.start ?? null;
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** PostgreSQL takes neither NUL nor half of a surrogate pair. */
function clean(text: string): string {
  return oneLine(text.includes('\u0000') ? text.replaceAll('\u0000', ' ') : text).toWellFormed();
}

/** Several programs write a name for those whom they do not know. */
const unknownNames = /^\(?unknown speaker\)?$/iu;

function nameOf(speaker: string | null): string | null {
  if (speaker === null) return null;
  const name = clean(speaker);
  return name === '' || unknownNames.test(name) ? null : name;
}

/** A place in time, for formats without lines. */
export function atTime(seconds: number | null): string {
  return seconds === null ? 'the beginning' : writeClock(seconds);
}
