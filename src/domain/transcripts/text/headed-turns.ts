import type { Source } from '../source.ts';
import { isSpeechPart } from './named-stamps.ts';
import type { Opening, Turns } from './turns.ts';

/** Takes a line; gives the turn that it begins, if it is the line above one. */
export type HeadReader = (line: string) => Opening | null;

/** Longer lines are speech; no pattern need run over them. */
const headCharacters = 300;

/** Takes a reader of lines without blanks around them; gives one of any lines. */
export function headReader(read: HeadReader): HeadReader {
  return (line) => {
    const text = line.trim();
    return text === '' || text.length > headCharacters ? null : read(text);
  };
}

/** How regular the lines above turns are in a file's beginning. */
export interface HeadSurvey {
  heads: number;
  /** 0 to 1: the heads with text below them. */
  followed: number;
  /** 0 to 1: the heads that are not earlier than the one before. */
  ascending: number;
}

/** Takes a file's beginning; counts the lines above turns, what follows them, and whether their times go on. */
export function surveyHeads({ head }: Source, headOf: HeadReader): HeadSurvey {
  let heads = 0;
  let followed = 0;
  let ascending = 0;
  let last = 0;
  let isOpen = false;
  for (const line of head) {
    if (line.trim() === '') continue;
    const found = headOf(line);
    if (found) {
      heads++;
      if ((found.start ?? last) >= last) ascending++;
      last = found.start ?? last;
      isOpen = true;
    } else if (isOpen) {
      followed++;
      isOpen = false;
    }
  }
  return { heads, followed: share(followed, heads), ascending: share(ascending, heads) };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Text stands below most heads, and the times of most do not go back. */
export function isRegular({ heads, followed, ascending }: HeadSurvey, leastHeads: number): boolean {
  return heads >= leastHeads && followed >= 0.6 && ascending >= 0.8;
}

export interface HeadedText {
  source: Source;
  headOf: HeadReader;
  /** The lines that the tool writes itself, which are no speech. */
  isNote(line: string, at: number): boolean;
}

/** Takes a text whose turns have a line above them; adds them to the turns. */
export function readHeadedTurns({ source, headOf, isNote }: HeadedText, turns: Turns): void {
  const heads = source.lines.map(headOf);
  const counts = new Map<string | null, number>();
  for (const head of heads) if (head) counts.set(head.speaker, (counts.get(head.speaker) ?? 0) + 1);
  for (const [at, line] of source.lines.entries()) {
    if (line.trim() === '') continue;
    const found = heads[at];
    const name = found?.speaker ?? '';
    // "It was (10:30):" is said.
    const isSaid = counts.get(name) === 1 && isSpeechPart(name);
    if (found && !isSaid) turns.begin(at, found);
    else if (isNote(line, at)) turns.leaveOut(at);
    else turns.add(at, line);
  }
}
