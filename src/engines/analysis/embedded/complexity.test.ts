import { expect, test } from 'vitest';
import { LONG_KINDS, longConversation, statements } from '../../../../bench/analysis-long.ts';
import { growthOf } from '../../../../testing/growth.ts';
import { analyseText } from './analyse.ts';

/** How many of each kind take long enough to be measured. */
const COUNTS: readonly (readonly [kind: string, count: number])[] = [
  ['short messages', 2_000],
  ['sentences of speech', 2_000],
  ['commitments', 500],
  ['requests by name', 1_000],
  ['questions', 1_000],
  ['rivals', 1_000],
  ['speakers with times', 2_000],
  ['sentences in one line without punctuation', 2_000],
  ['words, one again and again', 100_000],
  ['lines of one word', 10_000],
];

/** Work that grows with the square would take 16 times as long. */
const mostGrowth = 8;

test.each(COUNTS)('%s: four times as many take about four times the work', (kind, count) => {
  const make = LONG_KINDS[kind];
  if (make === undefined) throw new Error(`no kind is called "${kind}"`);
  const inputs = { small: make(count), large: make(4 * count) };
  const steps = { small: 0, large: 0 };
  const run = (size: 'small' | 'large') => () => {
    steps[size] = 0;
    analyseText(inputs[size], () => (steps[size] += 1));
  };
  // Warms the code up.
  run('small')();
  expect(growthOf({ small: run('small'), large: run('large') }, mostGrowth)).toBeLessThan(mostGrowth);
  expect(steps.large).toBeLessThan(5 * steps.small + 100);
});

test('a commitment, a rival and a question are heard wherever they stand in a very long conversation', () => {
  const texts = statements(30_000);
  texts[15_003] = 'I will send you the signed contract by Friday.';
  texts[20_011] = 'We switched from RouteWise to your product last year.';
  texts[25_017] = 'What does the yearly licence of the new scheduling module cost?';
  const analysis = analyseText(longConversation(texts.length, (i) => texts[i] ?? ''));
  const insights = analysis.kind === 'analysed' ? analysis.insights : [];
  const cited = insights.flatMap(({ type, evidence }) =>
    evidence.map(({ sentenceIndex }) => [type, sentenceIndex]),
  );
  expect(cited).toContainEqual(['action_item', 15_003]);
  expect(cited).toContainEqual(['competitor', 20_011]);
  expect(cited).toContainEqual(['question', 25_017]);
  expect(analysis).toMatchObject({
    statistics: { sentences: 30_000 },
    notices: [{ code: 'sentences_sampled', taken: 20_000, all: 30_000 }],
  });
});
