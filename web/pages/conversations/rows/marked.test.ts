import { expect, test } from 'vitest';
import { nearMark, piecesOf } from './marked.tsx';

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

test('a text begins shortly before a mark that stands far behind', () => {
  const text = `${'so it goes on '.repeat(10)}until the price is high`;
  const from = text.indexOf('price');
  const near = nearMark(text, [[from, from + 5]]);
  expect(near.text).toMatch(/^…\S.{20,40}price is high$/);
  expect(near.marks.map(([a, b]) => near.text.slice(a, b))).toEqual(['price']);
  expect(nearMark('the price', [[4, 9]])).toEqual({ text: 'the price', marks: [[4, 9]] });
  const solid = nearMark('x'.repeat(200), [[150, 155]]);
  expect(solid.text).toBe(`…${'x'.repeat(50)}`);
});
