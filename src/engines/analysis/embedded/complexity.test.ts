import { expect, test } from 'vitest';
import { cpuSecondsOf } from '../../../../bench/analysis-cpu-time.ts';
import { LONG_KINDS, longConversation, statements } from '../../../../bench/analysis-long.ts';
import { analyseText } from './analyse.ts';

/** How many of each kind take long enough to be measured. */
const COUNTS: readonly (readonly [kind: string, count: number])[] = [
  ['short messages', 4_000],
  ['sentences of speech', 4_000],
  ['commitments', 1_000],
  ['requests by name', 2_000],
  ['questions', 2_000],
  ['rivals', 1_000],
  ['speakers with times', 4_000],
  ['sentences in one line without punctuation', 2_000],
  ['words, one again and again', 100_000],
  ['lines of one word', 10_000],
];

test.each(COUNTS)(
  '%s: eight times as many take about eight times the work at most',
  async (kind, count) => {
    const make = LONG_KINDS[kind];
    if (make === undefined) throw new Error(`no kind is called "${kind}"`);
    const measured = [];
    for (const input of [make(count), make(count), make(8 * count)]) {
      let steps = 0;
      const seconds = await cpuSecondsOf(() => analyseText(input, () => steps++));
      measured.push({ steps, seconds });
    }
    // The first run warms the code up.
    const [, once, eightTimes] = measured;
    expect(eightTimes?.steps).toBeLessThan(10 * (once?.steps ?? 0) + 100);
    // Work that grows with the square would take 64 times as long.
    expect(eightTimes?.seconds).toBeLessThan(16 * (once?.seconds ?? 0) + 0.3);
  },
  300_000,
);

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
