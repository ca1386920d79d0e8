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
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for.
const needsCleaning = /^\s|\s$|\s\s|[^\S ]|[\u0000\p{Cs}]/u;

/** Takes a file's utterances; gives sentences where the file has times, else messages. Texts stay whole. */
export function assemble(utterances: readonly Utterance[], assembly: Assembly): TranscriptReading {
  const spoken: Spoken = { utterances: [], indexes: [] };
  for (const [index, utterance] of utterances.entries()) {
    utterance.text = clean(utterance.text);
    if (utterance.text === '') continue;
    utterance.speaker = nameOf(utterance.speaker);
    spoken.utterances.push(utterance);
    spoken.indexes.push(index);
  }
  const fault = faultOf(spoken, assembly);
  if (fault) return fault;
  if (assembly.options.carrySpeakers) carrySpeakers(spoken, assembly);
  noticeUnknownSpeakers(spoken, assembly);
  const header = assembly.header ?? {};
  const timed = spoken.utterances.filter(({ start }) => start !== null).length;
  const transcript =
    assembly.form === 'messages' || timed * 2 < spoken.utterances.length
      ? { messages: spoken.utterances.map(messageOf) }
      : { sentences: sentencesOf(spoken, assembly) };
  return { kind: 'read', transcript, header };
}

/** The utterances that have words; long files have many, so they are not copied. */
interface Spoken {
  utterances: Utterance[];
  /** Where each stands among all. */
  indexes: number[];
}

function faultOf({ utterances, indexes }: Spoken, { placeOf }: Assembly): TranscriptRefusal | null {
  if (!utterances.some(({ text }) => /[\p{L}\p{N}]/u.test(text)))
    return refuse('no_speech', 'The file holds no words.');
  for (const [at, { speaker, start, end }] of utterances.entries()) {
    if (speaker !== null && speaker.length > nameMax) {
      return refuse(
        'malformed',
        `${place(placeOf, indexes[at])}: a name has more than ${nameMax} characters.`,
      );
    }
    if (Math.max(start ?? 0, end ?? 0) > secondsMax || Math.min(start ?? 0, end ?? 0) < 0) {
      return refuse(
        'malformed',
        `${place(placeOf, indexes[at])}: a time is no number of seconds from 0 to ${secondsMax}.`,
      );
    }
  }
  return null;
}

function place(placeOf: (index: number) => string, index = 0): string {
  const text = placeOf(index);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function carrySpeakers({ utterances, indexes }: Spoken, { options, placeOf }: Assembly): void {
  let speaker: string | null = null;
  for (const [at, utterance] of utterances.entries()) {
    if (utterance.changesSpeaker && utterance.speaker === null) speaker = null;
    if (utterance.speaker !== null) speaker = utterance.speaker;
    else if (speaker !== null) {
      utterance.speaker = speaker;
      options.notices.add('speakers_carried_over', placeOf(indexes[at] ?? 0));
    }
  }
}

function noticeUnknownSpeakers({ utterances, indexes }: Spoken, { options, placeOf }: Assembly): void {
  const unknown = utterances.filter(({ speaker }) => speaker === null).length;
  if (unknown === 0 || unknown === utterances.length) return;
  const first = utterances.findIndex(({ speaker }) => speaker === null);
  options.notices.add('speakers_unknown', placeOf(indexes[first] ?? 0), unknown);
}

function messageOf({ speaker, text, extra }: Utterance): StoredMessage {
  return extra ? { speaker_name: speaker, text, ...extra } : { speaker_name: speaker, text };
}

function sentencesOf({ utterances, indexes }: Spoken, { options, placeOf }: Assembly): StoredSentence[] {
  const starts = new Float64Array(utterances.length);
  let last = 0;
  let isInOrder = true;
  for (const [at, { start }] of utterances.entries()) {
    if (start !== null && start < last) isInOrder = false;
    last = start ?? last;
    starts[at] = last;
  }
  const order = [...utterances.keys()];
  if (!isInOrder) order.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0));
  const sorted = Float64Array.from(order, (at) => starts[at] ?? 0);
  const next = laterStarts(sorted);
  return order.map((at, position) => {
    const { speaker = null, text = '', extra, end: said = null } = utterances[at] ?? {};
    const start = sorted[position] ?? 0;
    const later = next[position] ?? Number.NaN;
    let end = said;
    if (end !== null && end < start) {
      options.notices.add('cues_mended', placeOf(indexes[at] ?? 0));
      end = Number.isNaN(later) ? start : later;
    } else if (end === null) {
      options.notices.add('ends_estimated', placeOf(indexes[at] ?? 0));
      const slow = start + text.split(' ').length * slowWordSeconds + pauseSeconds;
      end = Number.isNaN(later) ? slow : Math.min(later, slow);
    }
    const sentence = { speaker_name: speaker, start: round(start), end: round(end), text };
    return extra ? { ...sentence, ...extra } : sentence;
  });
}

/** For each the start of the first one that begins later; NaN where none does. */
function laterStarts(sorted: Float64Array): Float64Array {
  const later = new Float64Array(sorted.length).fill(Number.NaN);
  for (let at = sorted.length - 2; at >= 0; at--) {
    const next = sorted[at + 1] ?? Number.NaN;
    later[at] = next === sorted[at] ? (later[at + 1] ?? Number.NaN) : next;
  }
  return later;
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** PostgreSQL takes neither NUL nor half of a surrogate pair. */
function clean(text: string): string {
  return needsCleaning.test(text) ? oneLine(text.replaceAll('\u0000', ' ').toWellFormed()) : text;
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
