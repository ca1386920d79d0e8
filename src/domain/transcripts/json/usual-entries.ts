import type { TimeUnit } from '../format.ts';
import type { TranscriptRefusal } from '../transcript-refusal.ts';
import type { Gathering } from './gathering.ts';
import { writeMoment } from './header-values.ts';
import { isObject, type JsonObject } from './json-content.ts';
import { isBlank, wordsAt } from './json-fields.ts';
import { readWords } from './json-sentences.ts';
import { epochMs, type FileTime, readTime } from './json-time.ts';
import { haveSameWords } from './same-words.ts';
import { type SpeakerNames, speakerName } from './speaker-name.ts';
import { decideTimeUnit, type Stretch } from './time-unit.ts';
import { findFields, type TimeField, type UsualFields } from './usual-fields.ts';
import type { Word } from './words-to-sentences.ts';

/** An object that may hold something said. */
export interface UsualEntry {
  entry: JsonObject;
  /** Empty while entries are only looked through. */
  place: string;
  /** Of the object around it, where the entry itself names nobody. */
  speaker: string | null;
}

/** Called with an entry that is no object. */
export type LeaveOut = (entry: unknown, place: string) => void;

export interface EntriesContext {
  gathering: Gathering;
  /** The length that the file gives of itself. */
  declaredSeconds: number | null;
  /** Where the list stands. */
  place: string;
  /** Where the times of the first entry stand, of a key. */
  timePlace: (key: string) => string;
  /** The list is known to hold words. */
  areWords?: boolean;
  /** The same words in one text, where the file has it. */
  text?: string | null;
  /** Names by the ids that entries have. */
  names?: SpeakerNames;
}

/** Findings about the times of all entries. */
interface Clock {
  fields: UsualFields;
  unit: TimeUnit;
  /** Milliseconds since 1970 of the first entry, where entries have moments; else null. */
  began: number | null;
  areMoments: boolean;
}

const perSecond = { s: 1, ms: 1000, us: 1_000_000, ticks: 10_000_000 } as const;

export type GatheredEntries =
  /** `began`: ISO 8601, where entries have moments. `form`: without ends, moments make messages. */
  { kind: 'gathered'; began: string | null; form: 'messages' | undefined } | TranscriptRefusal;

/**
 * Gathers entries with any of the usual keys. They are asked for several times, since their times are only understood together;
 * the last time with a function for what is no entry.
 */
export function gatherUsualEntries(
  list: (leaveOut: LeaveOut | null) => Iterable<UsualEntry>,
  context: EntriesContext,
): GatheredEntries {
  const entries = (): Iterable<UsualEntry> => list(null);
  const fields = findFields(objectsOf(entries()));
  const clock = readClock(entries, fields, context);
  if (clock.kind === 'refused') return clock;
  const words: Word[] = [];
  const areWords = context.areWords || fields.areWords;
  const hasEnds = fields.end !== null || fields.duration !== null;
  const isChat = clock.areMoments && !hasEnds;
  for (const item of list((entry, place) => addBare(entry, place, context.gathering))) {
    const said = readSaid(item, clock, context);
    if (!said) context.gathering.leaveOut(item.place);
    else if (areWords) words.push(said);
    else if (isChat) addMessage(said, clock.began, item, context);
    else context.gathering.addSentence(said, wordsIn(item.entry, clock, context), item.place);
  }
  if (areWords) context.gathering.addWords(words, context.text ?? null, context.place);
  context.gathering.compareWith(context.text ?? null, context.place);
  return { kind: 'gathered', began: writeMoment(clock.began), form: isChat ? 'messages' : undefined };
}

/** Among objects a bare string is still words. */
function addBare(entry: unknown, place: string, gathering: Gathering): void {
  if (typeof entry === 'string') gathering.add({ speaker: null, text: entry }, place);
  else gathering.leaveOutOdd(place);
}

function* objectsOf(entries: Iterable<UsualEntry>): Generator<JsonObject> {
  for (const { entry } of entries) yield entry;
}

function readClock(
  entries: () => Iterable<UsualEntry>,
  fields: UsualFields,
  { gathering, declaredSeconds, timePlace }: EntriesContext,
): ({ kind: 'clock' } & Clock) | TranscriptRefusal {
  const clock = { kind: 'clock', fields, unit: 's', began: null, areMoments: false } as const;
  const { start } = fields;
  if (!start) return clock;
  let bare = 0;
  let moments = 0;
  let began = Number.POSITIVE_INFINITY;
  for (const { entry } of entries()) {
    const time = readTime(valueAt(entry, start.key, 0));
    const moment = momentOf(time);
    if (moment !== null) {
      moments++;
      began = Math.min(began, moment);
    } else if (time?.kind === 'number') bare++;
  }
  if (moments > bare) return { ...clock, began, areMoments: true };
  if (bare === 0 || start.unit !== null) return clock;
  const decided = decideTimeUnit(stretchesOf(entries(), fields), {
    declaredSeconds,
    options: gathering.options,
    place: timePlace(start.key),
  });
  return decided.kind === 'refused' ? decided : { ...clock, unit: decided.unit };
}

/** Numbers as they stand; where ends are missing, an entry lasts until the next one. */
function* stretchesOf(entries: Iterable<UsualEntry>, fields: UsualFields): Generator<Stretch> {
  let before: Stretch | null = null;
  for (const { entry } of entries) {
    const start = numberOf(entry, fields.start, 0);
    const text = textOf(entry, fields);
    if (start === null || text === null) continue;
    if (before) yield { ...before, end: Math.max(before.start, start) };
    before = null;
    const end = numberOf(entry, fields.end, 1) ?? addTo(start, numberOf(entry, fields.duration, 0));
    if (end === null) before = { start, end: start, text };
    else yield { start, end, text };
  }
}

function numberOf(entry: JsonObject, field: TimeField | null, side: 0 | 1): number | null {
  const time = field?.unit === null ? readTime(valueAt(entry, field.key, side)) : null;
  return time?.kind === 'number' ? time.number : null;
}

function addTo(start: number, length: number | null): number | null {
  return length === null ? null : start + length;
}

function readSaid(
  { entry, speaker: around, place }: UsualEntry,
  clock: Clock,
  context: EntriesContext,
): Word | null {
  const { fields } = clock;
  const text = textOf(entry, fields);
  if (text === null) return null;
  if (hasSecondText(entry, fields, text)) context.gathering.options.notices.add('texts_left_out', place);
  const said = fields.speaker === null ? null : entry[fields.speaker];
  const named = context.names?.of(said) ?? speakerName(said);
  const start = secondsAt(entry, fields.start, 0, { clock, context, place });
  const span = Array.isArray(entry[fields.start?.key ?? '']) ? fields.start : null;
  const length = secondsAt(entry, fields.duration, 0, { clock: { ...clock, began: null }, context, place });
  const end =
    secondsAt(entry, fields.end ?? span, 1, { clock, context, place }) ??
    (start === null ? null : addTo(start, length));
  return { text, start, end, speaker: named ?? around };
}

const wordKeys = ['punctuated_word', 'word', 'text'] as const;

/** The words of a sentence, where an entry has them too. */
function wordsIn(entry: JsonObject, { unit }: Clock, { gathering, names }: EntriesContext): Word[] {
  const { words } = entry;
  if (!Array.isArray(words) || words.length === 0) return [];
  const speaker = (word: JsonObject): string | null =>
    names?.of(word['speaker']) ?? speakerName(word['speaker']);
  return readWords(words, { text: wordKeys, start: 'start', end: 'end', unit, speaker }, gathering, null);
}

function addMessage(
  { speaker, text, start }: Word,
  began: number | null,
  { place }: UsualEntry,
  { gathering }: EntriesContext,
): void {
  const date = start === null || began === null ? null : writeMoment(Math.round(began + start * 1000));
  gathering.add({ speaker, text, ...(date !== null && { extra: { date } }) }, place);
}

function secondsAt(
  entry: JsonObject,
  field: TimeField | null,
  side: 0 | 1,
  { clock, context, place }: { clock: Clock; context: EntriesContext; place: string },
): number | null {
  if (!field) return null;
  const value = valueAt(entry, field.key, side);
  if (value === undefined || value === null || value === '') return null;
  const time = readTime(value);
  const moment = clock.began === null ? null : momentOf(time);
  if (moment !== null && clock.began !== null) return (moment - clock.began) / 1000;
  if (time?.kind === 'seconds') return time.seconds;
  if (time?.kind === 'number') return time.number / perSecond[field.unit ?? clock.unit];
  context.gathering.oddTime(`${place}.${field.key}`);
  return null;
}

function momentOf(time: FileTime | null): number | null {
  if (time?.kind === 'moment') return time.ms;
  return time?.kind === 'number' ? epochMs(time.number) : null;
}

/** Some write both times into one list. */
function valueAt(entry: JsonObject, key: string, side: 0 | 1): unknown {
  const value = entry[key];
  return Array.isArray(value) ? value[side] : value;
}

function textOf(entry: JsonObject, { texts }: UsualFields): string | null {
  for (const key of texts) {
    const text = wordsOf(entry[key]);
    if (text !== null) return text;
  }
  return null;
}

function wordsOf(value: unknown): string | null {
  if (typeof value === 'string') return isBlank(value) ? null : value;
  if (typeof value === 'number') return String(value);
  return isObject(value) ? wordsAt(value, 'content', 'text') : null;
}

function hasSecondText(entry: JsonObject, { texts }: UsualFields, text: string): boolean {
  return texts.some((key) => {
    const other = entry[key];
    return typeof other === 'string' && !isBlank(other) && other !== text && !haveSameWords(other, text);
  });
}
