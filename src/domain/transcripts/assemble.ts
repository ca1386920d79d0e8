import type { ReadOptions } from './format.ts';
import { oneLine } from './speaker-labels.ts';
import { type StoredMessage, type StoredSentence, secondsMax } from './stored-transcript.ts';
import { boundsFault } from './transcript-bounds.ts';
import type { TranscriptHeader } from './transcript-header.ts';
import type { TranscriptReading } from './transcript-reading.ts';
import { refuse, type TranscriptRefusal } from './transcript-refusal.ts';

/** The words of one person at one time, as a reader found them. */
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

const nameMax = 200;
/** Unhurried speech, for a sentence whose end nobody wrote down. */
const slowWordSeconds = 0.6;
const pauseSeconds = 2;

interface Placed {
  speaker: string | null;
  text: string;
  start: number | null;
  end: number | null;
  index: number;
  extra: Readonly<Record<string, string>> | undefined;
  changesSpeaker: boolean | undefined;
}

/** Takes a file's utterances; gives sentences where the file has times, else messages. Texts stay whole. */
export function assemble(utterances: readonly Utterance[], assembly: Assembly): TranscriptReading {
  const spoken = placeAll(utterances);
  const fault = faultOf(spoken, assembly);
  if (fault) return fault;
  if (assembly.options.carrySpeakers) carrySpeakers(spoken, assembly);
  noticeUnknownSpeakers(spoken, assembly);
  const header = assembly.header ?? {};
  const timed = spoken.reduce((count, { start }) => (start === null ? count : count + 1), 0);
  const isTimed = assembly.form !== 'messages' && timed * 2 >= spoken.length;
  const sorted = isTimed ? inOrder(spoken) : null;
  const transcript = sorted
    ? { sentences: sentencesOf(sorted, assembly) }
    : { messages: spoken.map(messageOf) };
  const indexAt = (position: number): number =>
    (sorted?.[position]?.placed ?? spoken[position])?.index ?? position;
  const excess = boundsFault(transcript, (position) => assembly.placeOf(indexAt(position)));
  return excess ?? { kind: 'read', transcript, header };
}

/** A copy of each utterance that has a text; a name is cleaned once. */
function placeAll(utterances: readonly Utterance[]): Placed[] {
  const names = new Map<string | null, string | null>();
  const spoken: Placed[] = [];
  for (const [index, utterance] of utterances.entries()) {
    const text = clean(utterance.text);
    if (text === '') continue;
    const { start, end, extra, changesSpeaker } = utterance;
    let speaker = names.get(utterance.speaker);
    if (speaker === undefined) {
      speaker = nameOf(utterance.speaker);
      names.set(utterance.speaker, speaker);
    }
    spoken.push({ speaker, text, start, end, index, extra, changesSpeaker });
  }
  return spoken;
}

function faultOf(spoken: readonly Placed[], { placeOf }: Assembly): TranscriptRefusal | null {
  if (!spoken.some(({ text }) => /[\p{L}\p{N}]/u.test(text)))
    return refuse({ code: 'no_speech', problem: 'no_words' });
  for (const { speaker, start, end, index } of spoken) {
    const fault = { code: 'malformed', place: placeOf(index) } as const;
    if (speaker !== null && speaker.length > nameMax)
      return refuse({ ...fault, problem: 'name_too_long', most: nameMax });
    if (Math.max(start ?? 0, end ?? 0) > secondsMax || Math.min(start ?? 0, end ?? 0) < 0)
      return refuse({ ...fault, problem: 'time_out_of_range', mostSeconds: secondsMax });
  }
  return null;
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
  let unknown = 0;
  let first = 0;
  for (const { speaker, index } of spoken) {
    if (speaker !== null) continue;
    if (unknown === 0) first = index;
    unknown++;
  }
  if (unknown > 0 && unknown < spoken.length)
    options.notices.add('speakers_unknown', placeOf(first), unknown);
}

function messageOf({ speaker, text, extra }: Placed): StoredMessage {
  return extra ? { speaker_name: speaker, text, ...extra } : { speaker_name: speaker, text };
}

function sentencesOf(sorted: readonly Started[], { options, placeOf }: Assembly): StoredSentence[] {
  const next = laterStarts(sorted);
  return sorted.map(({ start, placed }, at) => {
    const { speaker, text, extra, index } = placed;
    let { end } = placed;
    if (end !== null && end < start) {
      options.notices.add('cues_mended', placeOf(index));
      end = next[at] ?? start;
    } else if (end === null) {
      options.notices.add('ends_estimated', placeOf(index));
      const slow = start + countWords(text) * slowWordSeconds + pauseSeconds;
      end = Math.min(next[at] ?? slow, slow, secondsMax);
    }
    const sentence = { speaker_name: speaker, start: round(start), end: round(end), text };
    return extra ? { ...sentence, ...extra } : sentence;
  });
}

interface Started {
  /** Its own, or that of the one before. */
  start: number;
  placed: Placed;
}

function inOrder(spoken: readonly Placed[]): Started[] {
  let last = 0;
  let isSorted = true;
  const started = spoken.map((placed) => {
    const start = placed.start ?? last;
    isSorted &&= start >= last;
    last = start;
    return { start, placed };
  });
  return isSorted ? started : started.toSorted((a, b) => a.start - b.start);
}

/** Of a text without two blanks side by side. */
function countWords(text: string): number {
  let words = 1;
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) words++;
  return words;
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
  return isClean(text) ? text : oneLine(text.replaceAll('\u0000', ' ').toWellFormed());
}

const blank = 0x20;
const lastAscii = 0x7f;
const space = /\s/u;

/** Most texts are one line with single blanks; that is seen faster than mended. */
function isClean(text: string): boolean {
  let before = blank;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < blank || (code === blank && before === blank)) return false;
    if (code > lastAscii && ((code >= 0xd800 && code <= 0xdfff) || space.test(text.charAt(at)))) return false;
    before = code;
  }
  return before !== blank;
}

/** Several programs write a name for those whom they do not know. */
const unknownNames = /^\(?unknown speaker\)?$/iu;

function nameOf(speaker: string | null): string | null {
  if (speaker === null) return null;
  const name = clean(speaker);
  return name === '' || unknownNames.test(name) ? null : name;
}
