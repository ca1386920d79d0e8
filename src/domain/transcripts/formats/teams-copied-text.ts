import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { headReader, isRegular, surveyHeads } from '../text/headed-turns.ts';
import { type Opening, placeOfLine, Turns } from '../text/turns.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/**
 * The transcript of Teams copied from its pane: name, `1 minute 8 seconds`, `1:08`, then both again for those who listen to
 * the page (`Name 1 minute 8 seconds`), then the text. Some programs leave parts of it out.
 */
export const teamsCopiedText: TranscriptFormat = {
  id: 'teams_copied_text',
  name: 'Transcript copied from the pane of Teams',
  source: null,
  takes: ['speakers', 'starts'],
  matches: (source) => {
    const survey = surveyHeads(source, headOf);
    const filled = source.head.filter((line) => line.trim() !== '');
    const isEarly = filled.slice(0, 6).some((line) => headOf(line) !== null);
    return isEarly && isRegular(survey, 2) && survey.heads >= filled.length * leastCoverage ? 0.8 : 0;
  },
  read: readTeamsCopiedText,
};

const leastCoverage = 0.15;
const spoken =
  /^(.*?)\s?\b(?:(\d{1,3}) hours?\s?)?(?:(\d{1,2}) minutes?\s?)?(?:(\d{1,2}) seconds?)?\s?(?:\d{1,2}:\d{2}(?::\d{2})?)?$/u;
const stamp = /^\d{1,2}:\d{2}(?::\d{2})?$/u;

const headOf = headReader((line): Opening | null => {
  const { 1: name = '', 2: hours, 3: minutes, 4: seconds } = spoken.exec(line) ?? [];
  if (hours === undefined && minutes === undefined && seconds === undefined) return null;
  return {
    speaker: name.trim() || null,
    start: Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0),
  };
});

interface Line {
  at: number;
  text: string;
}

function readTeamsCopiedText({ lines }: Source, options: ReadOptions): TranscriptReading {
  const filled = lines.flatMap((line, at) => (line.trim() === '' ? [] : [{ at, text: line.trim() }]));
  const avatars = findAvatars(filled, options);
  for (const at of avatars) options.notices.add('lines_left_out', placeOfLine(at));
  const turns = new Turns(options, "'Name 0 minutes 3 seconds'");
  addTurns(
    filled.filter(({ at }) => !avatars.has(at)),
    turns,
  );
  return turns.finish();
}

function addTurns(filled: readonly Line[], turns: Turns): void {
  for (const [index, { at, text }] of filled.entries()) {
    const open = turns.utterances.at(-1);
    const head = headOf(text);
    if (!head) {
      const start = startBelow(filled, index);
      if (start !== undefined) turns.begin(at, { speaker: text, start });
      else if (open?.text !== '' || !stamp.test(text)) turns.add(at, text);
      continue;
    }
    // The same turn, told a second time.
    const isSame =
      open?.text === '' && open.start === head.start && (head.speaker ?? open.speaker) === open.speaker;
    if (!isSame) turns.begin(at, head);
  }
}

/** Of a line that is the name of the turn below it, when that turn begins; else undefined. */
function startBelow(filled: readonly Line[], index: number): number | null | undefined {
  const next = headOf(filled[index + 1]?.text ?? '');
  const isName = next !== null && (next.speaker === null || next.speaker === filled[index]?.text);
  return isName ? (next.start ?? null) : undefined;
}

/**
 * A person without a picture has initials in its place. They stand above each turn of that person, else they are
 * words.
 */
function findAvatars(filled: readonly Line[], options: ReadOptions): Set<number> {
  const found = new Map<string, number[]>();
  for (const [index, { at, text }] of filled.entries()) {
    const below = filled[index + 1]?.text ?? '';
    const name = headOf(below)?.speaker ?? (startBelow(filled, index + 1) === undefined ? null : below);
    if (name === null || !areInitials(text, name)) continue;
    const places = found.get(name);
    if (places) places.push(at);
    else found.set(name, [at]);
  }
  const turns = new Turns(options);
  addTurns(filled, turns);
  const begun = new Map<string | null, number>();
  for (const { speaker } of turns.utterances) begun.set(speaker, (begun.get(speaker) ?? 0) + 1);
  return new Set(
    [...found].flatMap(([name, places]) => (places.length >= (begun.get(name) ?? 0) ? places : [])),
  );
}

function areInitials(text: string, name: string): boolean {
  const initials = new Set(name.split(/[^\p{L}]+/u).map((word) => word.charAt(0).toUpperCase()));
  return /^\p{Lu}{1,3}$/u.test(text) && [...text].every((letter) => initials.has(letter));
}
