import { Mark } from '@mantine/core';
import type { ReactNode } from 'react';

type Marks = readonly (readonly number[])[];

interface Piece {
  text: string;
  from: number;
  isMarked: boolean;
}

/** Cuts a text at its marks, each [from, to). */
export function piecesOf(text: string, marks: Marks): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const [from = 0, to = 0] of marks) {
    if (from < done || to <= from) continue;
    if (from > done) pieces.push({ text: text.slice(done, from), from: done, isMarked: false });
    pieces.push({ text: text.slice(from, to), from, isMarked: true });
    done = to;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), from: done, isMarked: false });
  return pieces;
}

/** Words before the first mark that still fit beside it. */
const lead = 40;

/** A text that begins shortly before its first mark, so that this is in sight. */
export function nearMark(text: string, marks: Marks): { text: string; marks: Marks } {
  const first = marks[0]?.[0] ?? 0;
  if (first <= lead * 2) return { text, marks };
  const space = text.indexOf(' ', first - lead);
  const cut = space >= 0 && space < first ? space + 1 : first;
  return { text: `…${text.slice(cut)}`, marks: marks.map((mark) => mark.map((place) => place - cut + 1)) };
}

/** A text with the words that were searched for marked. */
export function Marked({ text, marks = [] }: { text: string; marks?: Marks }): ReactNode {
  return piecesOf(text, marks).map(({ text: part, from, isMarked }) =>
    isMarked ? <Mark key={from}>{part}</Mark> : <span key={from}>{part}</span>,
  );
}
