import { expect, test } from 'vitest';
import { pooled, scoreLines } from '../../../bench/understanding/score.ts';

test.each([
  ['nothing', [], [], { counts: [0, 0, 0, 0], rates: [0, 0, 0] }],
  ['all right', [[1], [2]], [[1], [2]], { counts: [2, 2, 2, 2], rates: [100, 100, 100] }],
  [
    'one mark of several lines counts once',
    [[1]],
    [[1, 2, 3]],
    { counts: [1, 1, 1, 1], rates: [100, 100, 100] },
  ],
  [
    'two findings of one mark are both right',
    [[1], [2]],
    [[1, 2], [9]],
    { counts: [2, 1, 2, 2], rates: [100, 50, 200 / 3] },
  ],
  ['half wrong', [[1], [7]], [[1]], { counts: [1, 1, 2, 1], rates: [50, 100, 200 / 3] }],
])('%s', (_, found, marked, { counts, rates }) => {
  const score = scoreLines(found, marked);
  expect([score.marked, score.recalled, score.found, score.right]).toEqual(counts);
  const [precision, recall, f1] = rates;
  expect(pooled([score])).toEqual({ precision, recall, f1 });
});

test('each finding counts alike', () => {
  const rates = pooled([scoreLines([[1]], [[1]]), scoreLines([[1], [2], [3]], [[9]])]);
  expect(rates).toEqual({ precision: 25, recall: 50, f1: 100 / 3 });
});
