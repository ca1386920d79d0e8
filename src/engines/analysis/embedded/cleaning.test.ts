import { expect, test } from 'vitest';
import { readQmsumMeetings } from '../../../../bench/analysis-qmsum.ts';
import { SALES_CALL } from '../../../../testing/analysis/sales-call.ts';
import { TEAM_MEETING } from '../../../../testing/analysis/turns.ts';
import { cleanSentence, trimHedge } from './cleaning.ts';
import { splitLine } from './sentences.ts';

test.each([
  ['Um , I I think the the price is , uh , too high .', 'I think the price is too high.'],
  ['{vocalsound} So we we need if you if you sor if you press it .', 'We need if you press it.'],
  [
    'Well the T_V_ and the D_V_D_ player are , you know , combined',
    'The TV and the DVD player are combined.',
  ],
  ['the pro problem is the dig digital signal', 'The problem is the digital signal.'],
  ['What kind of budget do you have ?', 'What kind of budget do you have?'],
  ["it's kind of slow", "It's slow."],
  ['We do know what you know about it.', 'We do know what you know about it.'],
  ['Right , i was gonna ask  that', 'I was going to ask that.'],
  ['okay so and then', 'Then.'],
  ['{gap} um uh mm-hmm', ''],
  ['🙂 !!! ...', ''],
  ["I do n't know , we wanna go , cos it is late .", "I don't know, we want to go, because it is late."],
  ["I do n't know", "I don't know."],
  ['', ''],
  ['That is very very good and they had had enough.', 'That is very very good and they had had enough.'],
])('cleans %j', (raw, clean) => {
  expect(cleanSentence(raw)).toBe(clean);
});

test('a plain sentence comes out as with a space behind it, which takes it through every replacement', () => {
  const lines = [SALES_CALL, TEAM_MEETING, ...(readQmsumMeetings() ?? []).map(({ input }) => input)]
    .flatMap(({ lines }) => lines)
    .flatMap(({ text }) => splitLine(text));
  expect(lines.map((line) => cleanSentence(line))).toEqual(lines.map((line) => cleanSentence(`${line} `)));
});

test.each([
  ['I think we should sell it.', 'We should sell it.'],
  ['I guess maybe the market is too small.', 'I guess maybe the market is too small.'],
  ['Basically, our price is fine.', 'Our price is fine.'],
  ['I think so.', 'I think so.'],
])('trims the hedge of %j', (text, trimmed) => {
  expect(trimHedge(text)).toBe(trimmed);
});
