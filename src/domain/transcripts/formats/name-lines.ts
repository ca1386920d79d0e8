import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { readPreamble } from '../text/preamble.ts';
import { Turns } from '../text/turns.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse } from '../transcript-refusal.ts';

/** Names on lines of their own without a colon, what is said below, as in a screenplay. */
export const nameLines: TranscriptFormat = {
  id: 'name_lines',
  name: 'Names on lines of their own',
  source: null,
  takes: ['speakers', 'title', 'date'],
  matches: (source) => (source.foreign ? 0 : confidence(source)),
  read: readNameLines,
};

const nameCharacters = 60;
const nameWords = 4;
const leastNames = 4;

/** The lines that are short, no sentences, and come again. */
function namesOf(lines: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const text = line.trim();
    if (isNameLike(text)) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([name, count]) => (count > 1 ? [name] : [])));
}

function isNameLike(text: string): boolean {
  return (
    text !== '' &&
    text.length <= nameCharacters &&
    text.split(/\s+/u).length <= nameWords &&
    /^[\p{L}\p{N}\p{So}"'“(@+]/u.test(text) &&
    /\p{L}/u.test(text) &&
    !/: |[.!?…,;:{}=]$|^\p{N}+[.)]/u.test(text)
  );
}

/** Most paragraphs begin with a name, and below each stands text. */
function confidence({ head }: Source): number {
  const names = namesOf(head);
  let starts = 0;
  let named = 0;
  let turns = 0;
  let followed = 0;
  let isStart = true;
  let isOpen = false;
  for (const line of head) {
    const text = line.trim();
    const isName = names.has(text);
    if (text !== '' && isStart) {
      starts++;
      if (isName) named++;
    }
    if (isName) turns++;
    else if (text !== '' && isOpen) followed++;
    if (text !== '') isOpen = isName;
    // A name may have a blank line below it as well as above.
    isStart = text === '' && !isOpen;
  }
  const isRegular = named >= starts * 0.6 && followed >= turns * 0.8;
  return names.size > 1 && turns >= leastNames && isRegular ? 0.2 : 0;
}

function readNameLines({ lines }: Source, options: ReadOptions): TranscriptReading {
  const names = namesOf(lines);
  const turns = new Turns(options);
  const first = lines.findIndex((line) => names.has(line.trim()));
  if (first === -1) return refuse('unknown_format', 'No line is a name that comes again.');
  const { header, used } = readPreamble(lines.slice(0, first));
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    if (text === '') continue;
    if (used.has(at)) turns.leaveOut(at);
    else if (names.has(text) || isNewName(lines, at)) turns.begin(at, { speaker: text });
    else turns.add(at, text);
  }
  return turns.finish(header, 'messages');
}

/** Somebody who speaks once: a line in capitals between a blank one and one with text. */
function isNewName(lines: readonly string[], at: number): boolean {
  const text = lines[at]?.trim() ?? '';
  const isCapitals = isNameLike(text) && text === text.toUpperCase() && text !== text.toLowerCase();
  return isCapitals && (lines[at - 1] ?? '').trim() === '' && (lines[at + 1] ?? '').trim() !== '';
}
