import type { NoticeTally } from '../../base/notice.ts';
import { isInCapitals, isSoundNote } from './captions/sounds.ts';
import { looksLikeSpeech } from './speech-words.ts';

/**
 * Tells a speaker's label before a colon ("Jane Doe: hello") from speech that has a colon in it. The whole file
 * decides:
 * - Where at least half of the units begin with a label, every label counts that does not read like speech. One
 *   that is used only once and begins in lower case counts where four of five units have one.
 * - Elsewhere a label must recur and not read like speech. One in lower case must stand there at least three times,
 *   and a tenth as often as the most used one.
 * - A label that reads like speech ("there are two ways") counts only where it recurs again and again.
 * - "[Jane Doe] hello" and "(JANE) hello" count where half of the units are written so, or others have a colon
 *   after it. One in capitals that recurs counts too.
 * - Headings such as "Note" and "Date" count only where they recur and make up a fifth of all labels.
 */

export interface LabelledLine {
  label: string;
  rest: string;
}

export interface SpokenPart {
  speakerName: string | null;
  text: string;
}

export type LabelReader = (line: string) => LabelledLine | null;

const longestLabel = 60;
const mostWords = 8;
/** A label and the stamp after it. */
const mostCharacters = 90;
const strongShare = 0.8;
const speechlikeMin = 5;
const lowerCaseMin = 3;
const headingMin = 3;
/** In a shorter file it tells nothing that somebody speaks once. */
const manyLabels = 10;

const COLON = /：|:(?=[\s\p{L}"“„«¿¡([*_…–—-]|$)/u;
const NEVER_INSIDE = /[?!;=<>{}\\^~…]|https?|[\p{L}\p{N}]{4,}\.\s/u;
const STARTS = /^[^\s"“„«'‘,.;…–—-]/u;
const TELEPHONE = /^[+(]?\d[\d\s*x()-]{3,}$/iu;
const BRACKETED = /^([[(])([^[\]()]{1,60})[\])](:?)\s+(\S.*)$/u;
const WRAPPED = /^(?:\[([^[\]]+)\]|\(([^()]+)\))$/u;
const LEADING_NOTE = /^\s*(?:\[([^[\]]{1,60})\]|\(([^()]{1,60})\))\s*(?=[^\s:])/u;
const SCENE_NOTE = /^(.{2,}?)\s*[[(]([^[\]()]+)[\])]$/u;
const STAMP_AT_END = /[\s,]*[[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?$/u;
const NAME_WORD = /^[(&["“]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u;
const PARTICLES = new Set(
  'af al and av bin da de del den der di do dos du el la le of och och the till van von y zu'.split(' '),
);
const HEADINGS = new Set(
  `action actions agenda also and attendees but company date deadline decision duration example file finally first however
  language location meeting meta next no note notes ok okay organizer participants present ps recorded remember result
  right second so subject summary then time title tip topic transcript warning well yes important reminder question answer disclaimer attention fyi nb option
  wichtig hinweis achtung fazit frage rappel remarque nota importante atención важно внимание 注意 总之 备注 ملاحظة`.split(
    /\s+/,
  ),
);

interface Counts {
  labels: Map<string, number>;
  units: number;
  labelled: number;
  /** How often the most used label is. */
  mostUsed: number;
  bracketed: Record<string, { units: number; withColon: number }>;
  /** How often what stands in brackets without a colon begins a unit. */
  inBrackets: Map<string, number>;
}

/** Told of labels that stand in the file only once. */
export interface LabelTelling {
  notices: NoticeTally;
  /** Where a unit stands in the file. */
  placeOf(unit: number): string;
}

/** Takes the file's units (cues or lines, each a list of lines); gives a reader that knows which labels are names. */
export function chooseLabels(units: readonly (readonly string[])[], telling?: LabelTelling): LabelReader {
  const labels = lineLabels();
  const counts = countLabels(units, labels);
  const isName = nameJudge(counts);
  if (telling) tellOfLoneLabels({ units, counts, labels, isName }, telling);
  return (line) => {
    const inBrackets = readBracketed(line);
    if (inBrackets && bracketsAreLabels(inBrackets, counts))
      return { label: inBrackets.label, rest: inBrackets.rest };
    const labelled = labels.split(line);
    return labelled && isName(labelled.label) ? sceneless(labelled) : null;
  };
}

function countLabels(units: readonly (readonly string[])[], { labelOf: labelIn }: LineLabels): Counts {
  const counts: Counts = {
    labels: new Map(),
    units: units.length,
    labelled: 0,
    mostUsed: 0,
    inBrackets: new Map(),
    bracketed: { '[': { units: 0, withColon: 0 }, '(': { units: 0, withColon: 0 } },
  };
  for (const unit of units) {
    const first = unit[0] ?? '';
    const inBrackets = readBracketed(first);
    const kind = inBrackets && counts.bracketed[inBrackets.bracket];
    if (kind) {
      inBrackets.hasColon ? kind.withColon++ : kind.units++;
      const { label } = inBrackets;
      counts.inBrackets.set(label, (counts.inBrackets.get(label) ?? 0) + 1);
    }
    for (const line of unit) {
      const label = labelIn(line);
      if (label === null) continue;
      if (line === first) counts.labelled++;
      counts.labels.set(label, (counts.labels.get(label) ?? 0) + 1);
    }
  }
  for (const count of counts.labels.values()) counts.mostUsed = Math.max(counts.mostUsed, count);
  return counts;
}

/** Where people speak again and again, a label that stands once may be speech; where everybody speaks once, it tells nothing. */
function tellOfLoneLabels(
  file: {
    units: readonly (readonly string[])[];
    counts: Counts;
    labels: LineLabels;
    isName(label: string): boolean;
  },
  { notices, placeOf }: LabelTelling,
): void {
  const { units, counts, labels, isName } = file;
  if (counts.labelled < manyLabels) return;
  const lone = new Set<string>();
  for (const [label, count] of counts.labels) if (count === 1 && isName(label)) lone.add(label);
  if (lone.size === 0 || lone.size * 2 > counts.labelled) return;
  const first = units.findIndex((unit) => unit.some((line) => lone.has(labels.labelOf(line) ?? '')));
  notices.add('labels_used_once', placeOf(first), lone.size);
}

/** Every label is judged once. */
function nameJudge(counts: Counts): (label: string) => boolean {
  const known = new Map<string, boolean>();
  return (label) => {
    let isName = known.get(label);
    if (isName === undefined) {
      isName = judge(label, counts);
      known.set(label, isName);
    }
    return isName;
  };
}

function judge(label: string, { labels, units, labelled, mostUsed }: Counts): boolean {
  const count = labels.get(label) ?? 0;
  if (HEADINGS.has(label.toLowerCase())) return count >= headingMin && count * 5 >= labelled;
  if (looksLikeSpeech(label)) return count >= Math.max(speechlikeMin, labelled / 20);
  if (labelled * 2 >= units && labelled > 0)
    return count > 1 || isCapitalised(label) || labelled >= units * strongShare;
  return count > 1 && (isCapitalised(label) || count >= Math.max(lowerCaseMin, mostUsed / 10));
}

const ROUGH = /[\t\n\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]| {2}/u;

export function oneLine(text: string): string {
  return (ROUGH.test(text) ? text.replace(/\s+/gu, ' ') : text).trim();
}

interface LineLabels {
  labelOf(line: string): string | null;
  split: LabelReader;
}

/** The same few labels begin most lines: what stands before a colon is looked at once. */
function lineLabels(): LineLabels {
  const known = new Map<string, string | null>();
  const lookUp = (before: string): string | null => {
    let label = known.get(before);
    if (label === undefined) {
      label = labelOf(before);
      known.set(before, label);
    }
    return label;
  };
  return {
    labelOf(line) {
      const at = labelEnd(line);
      return at === -1 ? null : lookUp(line.slice(leadingNote(line).length, at));
    },
    split(line) {
      const at = labelEnd(line);
      if (at === -1) return null;
      const note = leadingNote(line);
      const label = lookUp(line.slice(note.length, at));
      return label === null ? null : { label, rest: note + line.slice(at + 1).trim() };
    },
  };
}

/** Where the colon stands that ends a label, behind a note before it; -1 where there is none. */
function labelEnd(line: string): number {
  const noteLength = leadingNote(line).length;
  const at = colonOf(noteLength === 0 ? line : line.slice(noteLength));
  return at === -1 ? -1 : at + noteLength;
}

/** "[DOOR SLAMS] MARA: Who is it?" */
function leadingNote(line: string): string {
  if (!line.startsWith('[') && !line.startsWith('(')) return '';
  const [note = '', square, round] = LEADING_NOTE.exec(line) ?? [];
  const inner = square ?? round ?? '';
  return isSoundNote(inner) || isInCapitals(inner) ? note : '';
}

function colonOf(line: string): number {
  const first = line.indexOf(':');
  const isWide = line.includes('：');
  if (first === -1 && !isWide) return -1;
  // Nearly all labels: a colon, a blank, no blank before it.
  const isPlain = first > 0 && first < mostCharacters - 1 && !isWide && line.startsWith(': ', first);
  if (isPlain && line.charAt(first - 1) !== ' ') return first;
  const colon = COLON.exec(line.slice(0, mostCharacters));
  if (!colon || (colon.index === mostCharacters - 1 && line.length > mostCharacters)) return -1;
  // "Great :)" and "done :D" are faces.
  const isAfterSpace = line.charAt(colon.index - 1) === ' ';
  return isAfterSpace && !/^\s|^$/u.test(line.slice(colon.index + 1)) ? -1 : colon.index;
}

function labelOf(before: string): string | null {
  const stampless = oneLine(before.replace(STAMP_AT_END, ''));
  const [, square, round] = WRAPPED.exec(stampless) ?? [];
  const label = oneLine(square ?? round ?? stampless);
  const isOpen = stampless === label && /^[[(]/u.test(label);
  return isNameLike(label) && (!isOpen || TELEPHONE.test(label)) ? label : null;
}

function readBracketed(line: string) {
  if (!line.startsWith('[') && !line.startsWith('(')) return null;
  const [, bracket = '', inner = '', colon = '', rest = ''] = BRACKETED.exec(line) ?? [];
  const label = oneLine(inner);
  if (rest === '' || !isNameLike(label) || isSoundNote(label)) return null;
  // "[DOOR SLAMS] MARA: Who is it?"
  if (isInCapitals(label) && labelOf(rest.slice(0, Math.max(0, colonOf(rest)))) !== null) return null;
  return { bracket, label, rest, hasColon: colon !== '' };
}

function bracketsAreLabels(
  { bracket, label, hasColon }: { bracket: string; label: string; hasColon: boolean },
  counts: Counts,
): boolean {
  const { units = 0, withColon = 0 } = counts.bracketed[bracket] ?? {};
  if (hasColon || withColon > 0) return true;
  if (isInCapitals(label) && (counts.inBrackets.get(label) ?? 0) > 1) return true;
  return isCapitalised(label) && units * 2 >= Math.max(2, counts.units);
}

/** "MARA (on phone)" is how subtitles say where somebody is; "Mara Lind (Acme)" is a name. */
function sceneless(labelled: LabelledLine): LabelledLine {
  if (!/[\])]$/u.test(labelled.label)) return labelled;
  const [, name = '', note = ''] = SCENE_NOTE.exec(labelled.label) ?? [];
  const isScene =
    name !== '' && name === name.toUpperCase() && /\p{Lu}/u.test(name) && note !== note.toUpperCase();
  return isScene ? { ...labelled, label: name } : labelled;
}

function isNameLike(label: string): boolean {
  if (label.length > longestLabel || label.length === 0 || !STARTS.test(label)) return false;
  if (label.split(' ').length > mostWords || label.split(',').length > 2) return false;
  return !NEVER_INSIDE.test(label) && (/\p{L}/u.test(label) || TELEPHONE.test(label));
}

function isCapitalised(label: string): boolean {
  const words = label
    .replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ')
    .trim()
    .split(/\s+/u);
  return (
    words.some((word) => /^[(&"“]*[\p{Lu}\p{Lt}\p{Lo}]/u.test(word)) &&
    words.every((word) => NAME_WORD.test(word) || !/^\p{L}/u.test(word) || PARTICLES.has(word))
  );
}
