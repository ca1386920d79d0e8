import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SALES_CALL } from '../../../../testing/analysis/sales-call.ts';
import { conversationOf } from '../../../../testing/analysis/turns.ts';
import { growthOf } from '../../../../testing/growth.ts';
import type { Analysis, AnalysisInput } from '../analyser.ts';
import type { Insight } from '../insight.ts';
import { analyseText } from './analyse.ts';

function analysed(input: AnalysisInput): Analysis {
  const analysis = analyseText(input);
  if (analysis.kind !== 'analysed') throw new Error(`not analysed: ${analysis.language}`);
  return analysis;
}

type OfType<T> = Insight extends infer I
  ? I extends { type: infer K }
    ? T extends K
      ? I
      : never
    : never
  : never;

function ofType<T extends Insight['type']>(analysis: Analysis, type: T): OfType<T>[] {
  const isType = (insight: Insight): insight is Insight & OfType<T> => insight.type === type;
  return analysis.insights.filter(isType);
}

const call = analysed(SALES_CALL);

test('sales call: action items with owner and due date, best first', () => {
  expect(ofType(call, 'action_item').map((item) => [item.owner, item.dueDate, item.title])).toEqual([
    ['Anna Keller', '2026-06-09', 'Send the security report to our legal team'],
    ['Anna Keller', '2026-06-05', 'Send Ben a pricing proposal with a volume discount'],
    ['Ben Ortiz', null, 'Ask our finance manager'],
  ]);
});

test('sales call: an action item cites its line, speaker, times and words', () => {
  const proposal = ofType(call, 'action_item').find((item) => item.title.includes('proposal'));
  expect(proposal?.text).toBe("I'll send you a pricing proposal with a volume discount by Friday.");
  expect(proposal?.evidence).toEqual([
    {
      sentenceIndex: 12,
      speakerName: 'Anna Keller',
      start: 100,
      end: 109,
      quote: "Okay, um, I'll send you a pricing proposal with a volume discount by Friday.",
    },
  ]);
});

test('sales call: questions and whether they were answered', () => {
  expect(
    ofType(call, 'question').map((question) => [question.text, question.askedBy, question.answered]),
  ).toEqual([
    ['How are you?', 'Anna Keller', true],
    ['Could you tell me how your team plans the delivery routes at the moment?', 'Anna Keller', true],
    ['How many drivers do you have in the company?', 'Anna Keller', true],
    ['Are you looking at other tools for route planning?', 'Anna Keller', true],
    ['What budget did your finance team approve for this year?', 'Anna Keller', false],
    ['Shall we schedule a follow-up call next Wednesday?', 'Anna Keller', true],
    // Nobody does: the reply to the question before, asked in the same breath, is taken for one.
    ['Does your accounting system export the addresses?', 'Anna Keller', true],
  ]);
});

test.each([
  ['objection', [3, 9, 9]],
  ['pricing', [8]],
  ['competitor', [7]],
  ['next_step', [16]],
  ['risk', [15]],
] as const)('sales call: %s is found in lines %j', (type, lines) => {
  expect(ofType(call, type).map((insight) => insight.evidence[0]?.sentenceIndex)).toEqual(lines);
});

test('sales call: competitor and objections in clean words', () => {
  expect(ofType(call, 'competitor')[0]?.title).toBe("We're also looking at RouteWise");
  expect(ofType(call, 'objection')[1]?.title).toBe('That is too expensive for us');
});

test('sales call: the complaints make it negative', () => {
  expect(call.sentiment).toBe('negative');
});

test('sales call: talk ratio, monologue and patience', () => {
  const [anna, ben] = call.statistics.speakers;
  expect(anna).toMatchObject({
    speakerName: 'Anna Keller',
    speakingSeconds: 58,
    longestMonologueSeconds: 11,
  });
  expect(anna?.talkRatio).toBeCloseTo(58 / 121.5, 10);
  expect(ben).toMatchObject({
    speakerName: 'Ben Ortiz',
    words: 138,
    questions: 0,
    longestMonologueSeconds: 15,
  });
  expect(ben?.patienceSeconds).toBeCloseTo(12.5 / 9, 10);
  expect(call.statistics.interactivityPerMinute).toBeCloseTo(17 / (143 / 60), 10);
});

test('sales call: the summary is a third of it at most and names pain, price and promise', () => {
  const summary = call.summary?.text ?? '';
  expect(summary.split(' ').length).toBeLessThanOrEqual(call.statistics.words / 3);
  for (const part of ['planning takes too long', '40 dollars per driver', 'pricing proposal']) {
    expect(summary).toContain(part);
  }
});

test('sales call: topics cover all lines once, with times', () => {
  expect(call.topics.length).toBeGreaterThanOrEqual(2);
  expect(call.topics[0]).toMatchObject({ firstSentence: 0, start: 0 });
  expect(call.topics.at(-1)).toMatchObject({ lastSentence: 17, end: 143 });
  call.topics.slice(1).forEach((topic, i) => {
    expect(topic.firstSentence).toBe((call.topics[i]?.lastSentence ?? 0) + 1);
  });
});

test('the same input gives the same answer', () => {
  expect(analyseText(SALES_CALL)).toEqual(call);
});

test('nothing to say: no summary, topics or insights', () => {
  expect(analyseText(conversationOf([]))).toMatchObject({
    kind: 'analysed',
    summary: null,
    sentiment: null,
    topics: [],
  });
  expect(
    analyseText(
      conversationOf([
        [null, ''],
        ['A', ' ... ! '],
        ['B', 'Um.'],
        ['A', '🙂🙂'],
      ]),
    ),
  ).toEqual({
    kind: 'analysed',
    summary: null,
    sentiment: null,
    topics: [],
    insights: [],
    statistics: expect.objectContaining({ words: 1, sentences: 1 }),
  });
});

test('a tiny conversation gets a sentence', () => {
  const analysis = analysed(
    conversationOf([
      ['A', 'Hi.'],
      ['B', 'The invoice for the new printer is still open.'],
    ]),
  );
  expect(analysis.summary?.text).toBe('The invoice for the new printer is still open.');
});

test('another language is declined, with its statistics', () => {
  const analysis = analyseText({
    ...conversationOf([['A', 'Guten Morgen. Wie geht es Ihnen?']]),
    language: 'de-DE',
  });
  expect(analysis).toMatchObject({
    kind: 'not_analysed',
    reason: 'language_not_covered',
    language: 'de',
    statistics: { words: 6, sentences: 2, questions: 1 },
  });
});

test('evidence cites the index of the line, not its position', () => {
  const lines = SALES_CALL.lines.map((line) => ({ ...line, index: line.index * 10 + 7 }));
  const analysis = analysed({ ...SALES_CALL, lines });
  expect(ofType(analysis, 'competitor')[0]?.evidence[0]?.sentenceIndex).toBe(77);
  expect(analysis.topics.at(-1)?.lastSentence).toBe(177);
});

test('any text: every quote is verbatim, titles are short, no more than the caps', () => {
  const phrase = fc.constantFrom(
    "I'll send the report by Friday.",
    'can you check the price with Bob?',
    'um the the cost is 20 dollars',
    'too expensive for us . ',
    '{gap}',
    '?',
    'we will',
    '🙂',
    'the deadline is at risk.',
  );
  const text = fc.array(fc.oneof(phrase, fc.string()), { maxLength: 6 }).map((parts) => parts.join(' '));
  const turns = fc.array(fc.tuple(fc.constantFrom('Ann', 'Bob', 'Cy', null), text), { maxLength: 30 });
  fc.assert(
    fc.property(turns, (spoken) => {
      const input = conversationOf(spoken);
      const analysis = analyseText(input);
      if (analysis.kind !== 'analysed') return;
      expect(ofType(analysis, 'action_item').length).toBeLessThanOrEqual(8);
      expect(ofType(analysis, 'question').length).toBeLessThanOrEqual(12);
      for (const insight of analysis.insights) {
        expect(insight.title.length).toBeLessThanOrEqual(80);
        expect(insight.evidence.length).toBeGreaterThan(0);
        for (const evidence of insight.evidence) {
          expect(input.lines[evidence.sentenceIndex]?.text).toContain(evidence.quote);
        }
      }
    }),
    { seed: 7, numRuns: 150 },
  );
});

/** Four times as long for twice as much is quadratic. */
const mostGrowth = 3.3;

test.each<[string, (times: number) => string, number]>([
  ['words in one line', (n) => 'we sell the planning tool to every new market '.repeat(600 * n), 1],
  ['lines', () => 'We ship one more parcel to the market.', 5_000],
  ['letters in one word', (n) => 'a'.repeat(50_000 * n), 1],
  ['exclamation marks', (n) => `${'!'.repeat(50_000 * n)}x`, 1],
  ['open braces', (n) => '{'.repeat(50_000 * n), 1],
  ['hyphens without a word between', (n) => '-a'.repeat(50_000 * n), 1],
  ['one word again and again', (n) => 'so '.repeat(50_000 * n), 1],
])('%s: twice as many take about twice the work', (_, write, lines) => {
  const analysing = (times: number): (() => unknown) => {
    const count = lines === 1 ? 1 : lines * times;
    const input = conversationOf(Array.from({ length: count }, () => ['A', write(times)]));
    return () => expect(analyseText(input).kind).toBe('analysed');
  };
  expect(growthOf({ small: analysing(1), large: analysing(2) }, mostGrowth)).toBeLessThan(mostGrowth);
});
