import { looksLikeSpeech } from '../speech-words.ts';
import type { StampedLine } from './line-stamp.ts';

type Stamps = readonly (StampedLine | null)[];

/** Of so few stamps each may have a name of its own. */
const fewStamps = 3;
const mostDistinct = 0.6;
const leastLikely = 0.8;
/** Up to four words, none in lower case. */
const nameWords = /^(?:[^\s\p{Ll}]\S*(?:\s|$)){1,4}$/u;
/** Bare times behind "Name:" are stamps where so many of the labelled lines have one. */
const leastLabelled = 0.7;
/** A recording's first minutes. */
const earlySeconds = 600;

/** Takes the stamps of a text, by line; without those that stand in speech, as the text as a whole shows. */
export function withoutSpokenTimes(found: Stamps, lines: readonly string[]): Stamps {
  const behindLabels = areBehindLabels(found, lines);
  const behindNames = areBehindNames(found);
  const leadsAreSaid = areSaid(found, lines);
  const counts = new Map<string, number>();
  for (const stamp of found) if (stamp?.name) counts.set(stamp.name, (counts.get(stamp.name) ?? 0) + 1);
  return found.map((stamp) => {
    if (stamp && leadsAreSaid && isBareLead(stamp)) return null;
    if (!stamp || stamp.name === '') return stamp;
    if (isBareBehindLabel(stamp) && !behindLabels) return null;
    if (isInsideWithoutColon(stamp) && !behindNames) return null;
    return counts.get(stamp.name) === 1 && isSpeechPart(stamp.name) ? null : stamp;
  });
}

/** "It was", "nine days" or the end of a sentence, but not "The Host": names have capitals. */
export function isSpeechPart(name: string): boolean {
  return (/\s\p{Ll}/u.test(name) && looksLikeSpeech(name)) || /\p{Ll}{4,}\.$/u.test(name);
}

function isBareBehindLabel({ bracketed, colon }: StampedLine): boolean {
  return colon === 'before' && !bracketed;
}

function isInsideWithoutColon({ place, colon }: StampedLine): boolean {
  return place === 'inside' && colon === null;
}

/** `Anna: 0:03 Hello` on most lines with a name; "Anna: 10:30 is good" is an answer. */
function areBehindLabels(found: Stamps, lines: readonly string[]): boolean {
  const bare = found.filter((stamp) => stamp !== null).filter(isBareBehindLabel);
  const names = new Set(bare.map(({ name }) => name));
  let labelled = 0;
  for (const [label, count] of countLabels(lines)) if (count > 1 || names.has(label)) labelled += count;
  const [first] = bare;
  if (!first || bare.length < labelled * leastLabelled) return false;
  return first.start < earlySeconds || /:.*:/u.test(first.written);
}

/** Counts the words before a colon at the beginning of lines. */
function countLabels(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const label = /^\s*([^\s:][^:]{0,60}):(?:\s|$)/u.exec(line)?.[1];
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

/** "10:45 at the door" between lines that mostly have names and no time. */
function areSaid(found: Stamps, lines: readonly string[]): boolean {
  const bare = found.filter((stamp) => stamp !== null && isBareLead(stamp));
  const [first] = bare;
  if (!first || first.start < earlySeconds) return false;
  let labelled = 0;
  for (const count of countLabels(lines).values()) if (count > 1) labelled += count;
  return labelled >= bare.length * 2;
}

function isBareLead({ place, bracketed, end, isClock, text }: StampedLine): boolean {
  return place === 'lead' && !bracketed && end === null && !isClock && !/^[^:]{1,60}:\s/u.test(text);
}

/** `Mara [0:03] Good`: names come again; what stands before a time in speech does not. */
function areBehindNames(found: Stamps): boolean {
  const names = found.flatMap((stamp) => (stamp && isInsideWithoutColon(stamp) ? [stamp.name] : []));
  const likely = names.filter((name) => nameWords.test(name)).length;
  if (names.length <= fewStamps || likely >= names.length * leastLikely) return true;
  return new Set(names).size <= names.length * mostDistinct;
}
