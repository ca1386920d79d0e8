import { expect, test } from 'vitest';
import { conversationOf, taggedOf } from '../../../../testing/analysis/turns.ts';
import { castOf } from './speakers.ts';
import { TRACKER_PATTERNS } from './tracker-patterns.ts';
import { findTracked } from './trackers.ts';

function typesOf(text: string): string[] {
  const input = conversationOf([['Ann Lee', text]]);
  return findTracked(input, taggedOf(input), castOf(input)).map((found) => found.type);
}

test.each([
  ['That is far too expensive for a team of five.', ['objection']],
  ["It shouldn't be too complicated for the drivers.", []],
  ["We can't justify that to the board.", ['objection']],
  ['My main concern is the data migration.', ['objection']],
  ["I'm worried about the support in the evening.", ['objection']],
  ['Is it too expensive for you?', []],
  ['The licence costs 40 dollars per seat.', ['pricing']],
  ['How much does the premium plan cost?', ['pricing']],
  ['We sell it for twenty five Euros.', ['pricing']],
  ['At what cost to our health do we work?', []],
  ['We are also evaluating Zendly at the moment.', ['competitor']],
  ['We switched from RouteWise last year.', ['competitor']],
  ['I was talking to Ann about the trip.', []],
  ['We are looking at Tuesday for the trip.', []],
  ['Two other vendors made us an offer.', ['competitor']],
  ["Let's meet again next Wednesday.", ['next_step']],
  ['Let’s schedule a follow-up call.', ['next_step']],
  ['See you tomorrow then, everybody.', []],
  ['The next step is a security review of the server.', ['next_step', 'risk']],
  ['We might miss the deadline for the launch.', ['risk']],
  ['The renewal is at risk because of the outage.', ['risk']],
  ['The invoice is more expensive than last year.', ['objection']],
  ['We cannot have another outage in August.', ['objection']],
  ['Without a signature finance will not release the payment.', ['objection']],
  ['If the migration fails, we lose our largest account.', ['risk']],
  ['They threatened to cancel in the spring.', ['risk']],
  ['I would like to hear how you work today, and then we decide.', []],
  ['Shall we book the workshop for 9 June?', ['next_step']],
  ['I will send the invitation today.', ['next_step']],
  ['The system we use now, Ledgerly, loses entries.', ['competitor']],
  ['Last week PlanPeak quoted us half of that.', ['competitor']],
  ['We are comparing four suppliers.', ['competitor']],
  ['Support costs us a fortune.', []],
  ['The garden is green.', []],
])('%s', (text, types) => {
  expect(typesOf(text)).toEqual(types);
});

test('patterns can be joined into one: the same flags, nothing that counts groups', () => {
  const patterns = Object.values(TRACKER_PATTERNS).flatMap((rules) => rules.patterns);
  expect(patterns.filter(({ pattern }) => pattern.flags !== 'i' || /\\[1-9]/.test(pattern.source))).toEqual(
    [],
  );
});

test('a name that opens a sentence counts where its capitals, or another sentence, tell it from a word', () => {
  expect(typesOf('RouteX quoted us half of that.')).toEqual(['competitor']);
  expect(typesOf('Zendly quoted us half of that.')).toEqual([]);
  expect(typesOf('Zendly quoted us half of that. I saw Zendly at the fair.')).toEqual([
    'competitor',
    'competitor',
  ]);
});

test('reports at most six of a kind, in the order of speech', () => {
  const input = conversationOf(
    Array.from({ length: 9 }, (_, i) => ['Bob', `The plan number ${i} costs 40 dollars.`]),
  );
  const found = findTracked(input, taggedOf(input), castOf(input));
  expect(found.map((insight) => insight.evidence[0]?.sentenceIndex)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a rival once named is found again; people, own companies and places are none', () => {
  const input = {
    ...conversationOf([
      ['Ann Lee', 'We tested PlanPeak last year.'],
      ['Bob', 'PlanPeak has no export.'],
      ['Ann Lee', 'I was talking to Bob and we switched to Tidewater.'],
      ['Bob', 'A shop in Leeds offers repairs.'],
    ]),
    participants: [{ name: 'Bob', email: 'bob@tidewater.example', role: 'host' }],
  };
  const found = findTracked(input, taggedOf(input), castOf(input));
  const rivals = found.filter((insight) => insight.type === 'competitor');
  expect(rivals.map((insight) => insight.evidence[0]?.sentenceIndex)).toEqual([0, 1]);
});
