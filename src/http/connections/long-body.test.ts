import { expect, test } from 'vitest';
import { LongBody } from './long-body.ts';

const pace = { bytes: 100, perMs: 1_000 };

test.each<[string, [bytes: number, atMs: number][], boolean[]]>([
  ['nothing is asked before a span is over', [[0, 999]], [true]],
  ['a span with its share', [[100, 1_000]], [true]],
  ['a span with too little', [[99, 1_000]], [false]],
  [
    'bytes that come in drops add up',
    [
      [50, 400],
      [50, 1_200],
    ],
    [true, true],
  ],
  [
    'what came early does not count for the next span',
    [
      [900, 1_000],
      [10, 2_000],
    ],
    [true, false],
  ],
])('%s', (_what, pieces, wanted) => {
  const body = new LongBody(pace, 0);
  expect(pieces.map(([bytes, atMs]) => body.take(bytes, atMs))).toEqual(wanted);
});
