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

/** A text with the words that were searched for marked. */
export function Marked({ text, marks = [] }: { text: string; marks?: Marks }): ReactNode {
  return piecesOf(text, marks).map(({ text: part, from, isMarked }) =>
    isMarked ? <Mark key={from}>{part}</Mark> : <span key={from}>{part}</span>,
  );
}
