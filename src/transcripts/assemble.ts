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

/** What is left of a file's utterances, and where each stood. */
interface Spoken {
  utterances: Utterance[];
  placeOf(at: number): string;
}

/**
 * Takes a file's utterances, which become its own; gives sentences where the file has times, else messages. Texts stay
 * whole.
 */
export function assemble(utterances: readonly Utterance[], assembly: Assembly): TranscriptReading {
  const spoken = spokenOf(utterances, assembly);
  const fault = faultOf(spoken);
  if (fault) return fault;
  const { options, header = {}, form } = assembly;
  if (options.carrySpeakers) carrySpeakers(spoken, options);
  noticeUnknownSpeakers(spoken, options);
  const timed = spoken.utterances.filter(({ start }) => start !== null).length;
  const transcript =
    form === 'messages' || timed * 2 < spoken.utterances.length
      ? { messages: spoken.utterances.map(messageOf) }
      : { sentences: sentencesOf(spoken, options) };
  return { kind: 'read', transcript, header };
}

function spokenOf(all: readonly Utterance[], { placeOf }: Assembly): Spoken {
  const utterances: Utterance[] = [];
  const indexes: number[] = [];
  for (const [index, utterance] of all.entries()) {
    utterance.text = clean(utterance.text);
    if (utterance.text === '') continue;
    utterance.speaker = nameOf(utterance.speaker);
    utterances.push(utterance);
    indexes.push(index);
  }
  return { utterances, placeOf: (at) => placeOf(indexes[at] ?? at) };
}

function faultOf({ utterances, placeOf }: Spoken): TranscriptRefusal | null {
  if (!utterances.some(({ text }) => /[\p{L}\p{N}]/u.test(text)))
    return refuse('no_speech', 'The file holds no words.');
  for (const [at, { speaker, start, end }] of utterances.entries()) {
    if (speaker !== null && speaker.length > nameMax)
      return refuse('malformed', `${sentenceCase(placeOf(at))}: a name has more than ${nameMax} characters.`);
    const isTime = Math.min(start ?? 0, end ?? 0) >= 0 && Math.max(start ?? 0, end ?? 0) <= secondsMax;
    if (!isTime) {
      const fault = `a time is no number of seconds from 0 to ${secondsMax}`;
      return refuse('malformed', `${sentenceCase(placeOf(at))}: ${fault}.`);
    }
  }
  return null;
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function carrySpeakers({ utterances, placeOf }: Spoken, { notices }: ReadOptions): void {
  let speaker: string | null = null;
  for (const [at, utterance] of utterances.entries()) {
    if (utterance.changesSpeaker && utterance.speaker === null) speaker = null;
    if (utterance.speaker !== null) speaker = utterance.speaker;
    else if (speaker !== null) {
      utterance.speaker = speaker;
      notices.add('speakers_carried_over', placeOf(at));
    }
  }
}

function noticeUnknownSpeakers({ utterances, placeOf }: Spoken, { notices }: ReadOptions): void {
  const first = utterances.findIndex(({ speaker }) => speaker === null);
  const unknown = utterances.filter(({ speaker }) => speaker === null).length;
  if (first !== -1 && unknown < utterances.length) notices.add('speakers_unknown', placeOf(first), unknown);
}

function messageOf({ speaker, text, extra }: Utterance): StoredMessage {
  return extra ? { speaker_name: speaker, text, ...extra } : { speaker_name: speaker, text };
}

function sentencesOf({ utterances, placeOf }: Spoken, { notices }: ReadOptions): StoredSentence[] {
  const sorted = inOrderOfStart(utterances);
  const next = laterStarts(sorted);
  return sorted.map(({ speaker, text, start, end, extra }, at) => {
    let until = end;
    if (until !== null && until < start) {
      notices.add('cues_mended', placeOf(at));
      until = next[at] ?? start;
    } else if (until === null) {
      notices.add('ends_estimated', placeOf(at));
      const slow = start + text.split(' ').length * slowWordSeconds + pauseSeconds;
      until = Math.min(next[at] ?? slow, slow);
    }
    const sentence = { speaker_name: speaker, start: round(start), end: round(until), text };
    return extra ? { ...sentence, ...extra } : sentence;
  });
}

type Started = Utterance & { start: number };

/** What has no start begins with what came before it. */
function inOrderOfStart(utterances: readonly Utterance[]): readonly Started[] {
  let last = 0;
  let isInOrder = true;
  for (const utterance of utterances) {
    if (utterance.start !== null && utterance.start < last) isInOrder = false;
    utterance.start ??= last;
    last = utterance.start;
  }
  const started = utterances as readonly Started[];
  return isInOrder ? started : started.toSorted((a, b) => a.start - b.start);
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
