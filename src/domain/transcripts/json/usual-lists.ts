import { isObject, type JsonObject } from './json-content.ts';
import { speakerName } from './speaker-name.ts';
import type { LeaveOut, UsualEntry } from './usual-entries.ts';
import { findFields, normalKey, usualTextKeys } from './usual-fields.ts';

/** Where files keep what was said, in the order of preference; whole sentences go before single words. */
const listKeys =
  `utterances sentences segments monologues turns transcript transcripts transcription messages entries captions cues
  phrases paragraphs chunks speakers dialogue dialog conversation results items records lines comments transcriptobject
  transcriptjson data value values body output response result content words`.split(/\s+/u);

export interface FoundList {
  list: readonly unknown[];
  place: string;
  areWords: boolean;
  /** The objects around the list, outermost first. */
  holders: readonly JsonObject[];
}

/** How many levels of objects are looked into. */
const depthMax = 2;
const samples = 50;

/** Takes a value; gives its list of things said, at the top or under any of the usual keys; null where there is none. */
export function findUsualList(value: unknown): FoundList | null {
  if (Array.isArray(value))
    return isSaid(value) ? { list: value, place: '', areWords: false, holders: [] } : null;
  return isObject(value) ? findInObject(value, { holders: [value], place: '' }) : null;
}

function findInObject(
  object: JsonObject,
  { holders, place }: { holders: readonly JsonObject[]; place: string },
): FoundList | null {
  const keys = Object.keys(object).slice(0, 500);
  const inside = (key: string): string => (place === '' ? key : `${place}.${key}`);
  const ranked = keys
    .map((key) => ({ key, rank: listKeys.indexOf(normalKey(key)) }))
    .filter(({ rank }) => rank !== -1)
    .sort((a, b) => a.rank - b.rank);
  for (const { key } of ranked) {
    const list = object[key];
    if (Array.isArray(list) && isSaid(list))
      return { list, place: inside(key), areWords: normalKey(key) === 'words', holders };
  }
  if (holders.length > depthMax) return null;
  for (const key of [...ranked.map((it) => it.key), ...keys]) {
    const inner = object[key];
    const found = isObject(inner)
      ? findInObject(inner, { holders: [...holders, inner], place: inside(key) })
      : null;
    if (found) return found;
  }
  return null;
}

/** Most of its entries have words, themselves or in a list of their own. */
function isSaid(list: readonly unknown[]): boolean {
  const some = list.slice(0, samples);
  const said = some.filter((entry) => isObject(entry) && (hasText(entry) || innerList(entry) !== null));
  return said.length * 2 > some.length || (said.length > 0 && said.length * 2 === some.length);
}

function hasText(entry: JsonObject): boolean {
  const { texts } = findFields([entry]);
  return texts.length > 0;
}

function innerList(entry: JsonObject): { key: string; list: readonly unknown[] } | null {
  for (const key in entry) {
    const list = entry[key];
    if (!Array.isArray(list) || !listKeys.includes(normalKey(key))) continue;
    if (list.slice(0, samples).some((inner) => isObject(inner) && hasText(inner))) return { key, list };
  }
  return null;
}

/** The entries of a list. Where they have no text themselves but a list of things said, its entries are given in their place. */
export function* usualEntries(
  list: readonly unknown[],
  place: string,
  leaveOut: LeaveOut | null,
): Generator<UsualEntry> {
  const isTextKey = textKeyTest();
  for (const [at, entry] of list.entries()) {
    const entryPlace = leaveOut ? `${place}[${at}]` : '';
    if (!isObject(entry)) {
      leaveOut?.(entry, entryPlace);
      continue;
    }
    const inner = hasOwnText(entry, isTextKey) ? null : innerList(entry);
    if (inner) yield* innerEntries(entry, inner, { place: entryPlace, leaveOut });
    else yield { entry, place: entryPlace, speaker: null };
  }
}

function* innerEntries(
  entry: JsonObject,
  { key, list }: { key: string; list: readonly unknown[] },
  { place, leaveOut }: { place: string; leaveOut: LeaveOut | null },
): Generator<UsualEntry> {
  const speaker = speakerOf(entry);
  for (const [at, said] of list.entries()) {
    const innerPlace = leaveOut ? `${place}.${key}[${at}]` : '';
    if (isObject(said)) yield { entry: said, place: innerPlace, speaker };
    else leaveOut?.(said, innerPlace);
  }
}

const conversationKeys: ReadonlySet<string> = new Set(
  `title subject topic meetingtitle callid meetingid conversationid recordingid sessionid startedat recordedat`.split(
    ' ',
  ),
);

/** How many conversations a list holds: entries that have a list of things said and a title or the like of their own. */
export function countConversations(list: readonly unknown[]): number {
  const first = list.find(isObject);
  if (!first || hasText(first)) return 0;
  let count = 0;
  for (const entry of list) {
    if (!isObject(entry) || !Object.keys(entry).some((key) => conversationKeys.has(normalKey(key)))) continue;
    if (!hasText(entry) && innerList(entry)) count++;
  }
  return count;
}

/** A quick look: nearly all entries of nearly all files have one. */
function hasOwnText(entry: JsonObject, isTextKey: (key: string) => boolean): boolean {
  for (const key in entry) {
    const value = entry[key];
    if (typeof value === 'string' && value !== '' && isTextKey(key)) return true;
  }
  return hasText(entry);
}

/** Entries have few keys, the same again and again. */
function textKeyTest(): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return (key) => {
    let isKnown = known.get(key);
    if (isKnown === undefined) {
      isKnown = usualTextKeys.includes(normalKey(key));
      if (known.size < 1000) known.set(key, isKnown);
    }
    return isKnown;
  };
}

function speakerOf(entry: JsonObject): string | null {
  const { speaker } = findFields([entry]);
  return speaker === null ? null : speakerName(entry[speaker]);
}
