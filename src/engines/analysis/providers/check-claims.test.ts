import { expect, test } from 'vitest';
import { input, right, withInsight, withPoints } from '../../../../testing/analysis/swedish-call.ts';
import { checkClaims } from './check-claims.ts';

const invalid: [string, unknown, string][] = [
  [
    'a sentence out of range',
    withInsight({ evidence: [2, 99] }),
    'insights.1.evidence: there is no sentence 99',
  ],
  ['no evidence', withInsight({ evidence: [] }), 'insights.1.evidence: cites no sentence'],
  ['a stranger as owner', withInsight({ owner: 'Eve' }), 'insights.1.owner: nobody is called "Eve"'],
  ['a stranger who asks', withInsight({ asked_by: 'Eve' }, 2), 'insights.2.asked_by: nobody is called "Eve"'],
  ['a date in words', withInsight({ due_date: 'fredag' }), 'insights.1.due_date: "fredag" is no day'],
  [
    'a day that never comes',
    withInsight({ due_date: '2026-02-30' }),
    'insights.1.due_date: "2026-02-30" is no day',
  ],
  [
    'a point of the summary without evidence',
    withPoints({ text: 'Priset.', evidence: [] }),
    'summary.sections.0.points.0.evidence: cites no sentence',
  ],
  [
    'a point that cites what is not there',
    withPoints({ text: 'Priset.', evidence: [9] }),
    'summary.sections.0.points.0.evidence: there is no sentence 9',
  ],
  [
    'a topic out of range',
    { ...right, topics: [{ name: 'Pris', first_sentence: 1, last_sentence: 3 }] },
    'topics.0.last_sentence: there is no sentence 3',
  ],
  [
    'a topic backwards',
    { ...right, topics: [{ name: 'Pris', first_sentence: 2, last_sentence: 1 }] },
    'topics.0: ends before it begins',
  ],
  ['another mood', { ...right, sentiment: 'angry' }, 'sentiment: Invalid option'],
  ['an empty title', withInsight({ title: ' ' }), 'insights.1.title: must not be empty'],
  ['a field too many', { ...right, mood: 1 }, 'the answer: Unrecognized key: "mood"'],
];
test.each(invalid)('%s does not hold', (_, answer, fault) => {
  const checked = checkClaims(JSON.stringify(answer), input);
  expect(checked.kind === 'invalid' && checked.faults).toEqual([expect.stringContaining(fault)]);
});

test.each([
  ['as it is', JSON.stringify(right)],
  ['in a code fence', `\`\`\`json\n${JSON.stringify(right)}\n\`\`\``],
  ['behind thoughts', `<think>{hm}</think>${JSON.stringify(right)}`],
])('an answer %s holds', (_, answer) => {
  expect(checkClaims(answer, input)).toMatchObject({ kind: 'valid', claims: { sentiment: 'neutral' } });
});

test('what a type does not have is dropped', () => {
  const checked = checkClaims(JSON.stringify(withInsight({ owner: 'Bo Ek', answered: true }, 0)), input);
  const [insight] = checked.kind === 'valid' ? checked.claims.insights : [];
  expect(Object.keys(insight ?? {}).sort()).toEqual(['evidence', 'text', 'title', 'type']);
});

test('questions are ranked 1, 2, 3 as the model ranks them, those without a rank last', () => {
  const ranks = [null, 7, 7, 2];
  const insights = ranks.map((rank) => ({ ...right.insights[2], answered: null, rank }));
  const checked = checkClaims(JSON.stringify({ ...right, insights }), input);
  const claimed = checked.kind === 'valid' ? checked.claims.insights : [];
  expect(claimed.map((one) => one.type === 'question' && [one.rank, one.answered])).toEqual([
    [4, null],
    [2, null],
    [3, null],
    [1, null],
  ]);
});
