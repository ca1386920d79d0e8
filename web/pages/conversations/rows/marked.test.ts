import { expect, test } from 'vitest';
import { piecesOf } from './marked.tsx';

test.each<[string, number[][], string]>([
  ['the price is high', [[4, 9]], 'the |*price| is high'],
  ['price', [[0, 5]], '*price'],
  [
    'a b',
    [
      [0, 1],
      [2, 3],
    ],
    '*a| |*b',
  ],
  [
    'a b',
    [
      [0, 2],
      [1, 3],
    ],
    '*a |b',
  ],
  ['plain', [], 'plain'],
  ['', [], ''],
])('%j with %j', (text, marks, expected) => {
  const pieces = piecesOf(text, marks);
  expect(pieces.map(({ text: part, isMarked }) => (isMarked ? `*${part}` : part)).join('|')).toBe(expected);
});
