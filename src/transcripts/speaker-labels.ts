/**
 * Tells a speaker's name before a colon ("Jane Doe: hello") from speech that has a colon in it. A label has at most six
 * words and 60 characters, a letter, and no digit or slash after its colon (no clock time, no URL) and is no heading such as
 * "Note" or "Date". It counts as a name by consistent use:
 * - capitalised like a name: it recurs in the file, or at least half of the units begin with a label;
 * - else ("jane", "speaker one"): at most two words, it recurs, and at least half of the units begin with such a label.
 * "[Jane Doe] hello" counts only when half of the units are written so: "[Laughs]" recurs too.
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

const LABEL = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’()&/_@|+#–-]*$/u;
const BRACKETED = /^\[([^[\]]{1,60})\]:?\s+(\S.*)$/u;
const STAMP_AT_END = /[\s,]*[[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?$/u;
const NAME_WORD = /^[(&]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u;
const PARTICLES = new Set(
  'af al and av bin da de del den der di do dos du el la le of och och the till van von y zu'.split(' '),
);
const HEADINGS = new Set(
  `action actions agenda also and attendees but company date deadline decision duration example file finally first however
  language location meeting meta next no note notes ok okay organizer participants present ps recorded remember result
  right second so subject summary then time title tip topic transcript warning well yes`.split(/\s+/),
);

/** Takes the file's units (cues or lines, each a list of lines); gives a reader that knows which labels are names. */
export function chooseLabels(units: readonly (readonly string[])[]): LabelReader {
  const counts = new Map<string, number>();
  let capitalised = 0;
  let lowerCase = 0;
  let bracketed = 0;
  for (const unit of units) {
    const first = readLabel(unit[0] ?? '');
    if (first) isCapitalised(first.label) ? capitalised++ : lowerCase++;
    if (readBracketed(unit[0] ?? '')) bracketed++;
    for (const line of unit) {
      const label = readLabel(line)?.label;
      if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  const half = Math.max(1, units.length / 2);
  const isName = (label: string): boolean => {
    const recurs = (counts.get(label) ?? 0) > 1;
    if (isCapitalised(label)) return recurs || capitalised + lowerCase >= half;
    return recurs && lowerCase >= half && label.split(' ').length <= 2;
  };
  return (line) => {
    const inBrackets = bracketed >= half ? readBracketed(line) : null;
    if (inBrackets) return inBrackets;
    const labelled = readLabel(line);
    return labelled && isName(labelled.label) ? labelled : null;
  };
}

/** Takes the lines of one cue; gives its parts, each begun by a line with a name. */
export function splitBySpeaker(lines: readonly string[], labelOf: LabelReader): SpokenPart[] {
  const parts: SpokenPart[] = [];
  for (const line of lines) {
    const labelled = labelOf(line);
    const last = parts.at(-1);
    if (labelled) parts.push({ speakerName: labelled.label, text: labelled.rest });
    else if (last) last.text = `${last.text} ${line}`;
    else parts.push({ speakerName: null, text: line });
  }
  return parts.map((part) => ({ ...part, text: oneLine(part.text) })).filter((part) => part.text !== '');
}

export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function readLabel(line: string): LabelledLine | null {
  const colon = /：|:(?=[\s\p{L}"“]|$)/u.exec(line.slice(0, 90));
  if (!colon || (colon.index === 89 && line.length > 90)) return null;
  const label = oneLine(line.slice(0, colon.index).replace(STAMP_AT_END, ''));
  return isNameLike(label) ? { label, rest: line.slice(colon.index + 1).trim() } : null;
}

function readBracketed(line: string): LabelledLine | null {
  const match = BRACKETED.exec(line);
  const label = oneLine(match?.[1] ?? '');
  return match && isNameLike(label) && isCapitalised(label) ? { label, rest: match[2] ?? '' } : null;
}

function isNameLike(label: string): boolean {
  if (label.length > 60 || label.split(' ').length > 6) return false;
  if (!LABEL.test(label) || !/\p{L}/u.test(label)) return false;
  return !HEADINGS.has(label.toLowerCase()) && label.split(',').length <= 2;
}

function isCapitalised(label: string): boolean {
  const words = label
    .replace(/\([^)]*\)/gu, ' ')
    .trim()
    .split(/\s+/u);
  return (
    words.some((word) => /^[(&]*[\p{Lu}\p{Lt}\p{Lo}]/u.test(word)) &&
    words.every((word) => NAME_WORD.test(word) || !/^\p{L}/u.test(word) || PARTICLES.has(word))
  );
}
