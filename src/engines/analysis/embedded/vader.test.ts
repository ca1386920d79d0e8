import vader from 'vader-sentiment';
import { lexicon } from 'vader-sentiment/src/vader_lexicon.js';
import { expect, test } from 'vitest';
import { readQmsumMeetings } from '../../../../bench/analysis-qmsum.ts';
import { seededRandom } from '../../../../bench/support/statistics.ts';
import { SALES_CALL } from '../../../../testing/analysis/sales-call.ts';
import { TEAM_MEETING } from '../../../../testing/analysis/turns.ts';
import { vaderCompound } from './vader.ts';
import { VALENCES } from './vader-words.ts';

/** Everything a rule looks at, beside words that none looks at. */
const TELLING =
  `so this never not n't don't least at very but BUT the shit bomb bad ass yeah right cut mustard kiss of death
  hand to mouth kind sort just enough really extremely GREAT great horrible HATE hate love LOVE, love! !!! ??? ?!?! ? !
  :) :( ok good, 'good' "bad" a I x. really! kindof SO THIS Least good?! 'tis rock-n-roll (sad) truck constructor`.split(
    /\s+/,
  );

function differing(texts: string[]): unknown[] {
  return texts
    .map((text) => ({
      text,
      ours: vaderCompound(text),
      theirs: vader.SentimentIntensityAnalyzer.polarity_scores(text).compound,
    }))
    .filter(({ ours, theirs }) => !Object.is(ours, theirs));
}

test('the lexicon is that of vader-sentiment', () => {
  expect(Object.fromEntries(VALENCES)).toEqual({ ...lexicon });
});

test('spoken sentences score as in vader-sentiment', () => {
  const inputs = [SALES_CALL, TEAM_MEETING, ...(readQmsumMeetings() ?? []).map(({ input }) => input)];
  expect(differing(inputs.flatMap(({ lines }) => lines.map(({ text }) => text)))).toEqual([]);
});

test('words that rules look at score as in vader-sentiment, in whatever order they stand', () => {
  const random = seededRandom(1);
  const drawn = () => TELLING[Math.floor(random() * TELLING.length)];
  const texts = Array.from({ length: 20_000 }, (_, i) => Array.from({ length: i % 9 }, drawn).join(' '));
  expect(differing(texts)).toEqual([]);
});

test.each([
  ['We love it.', 0.6369],
  ['We do not love it.', -0.5216],
  ['It was never so good, but the support is HORRIBLE!!', -0.209],
  ['The truck leaves at ten.', 0],
  ['', 0],
])('%s', (text, compound) => {
  expect(vaderCompound(text)).toBe(compound);
});
