import { expect, test } from 'vitest';
import { castOf } from './speakers.ts';
import { findTracked } from './trackers.ts';
import { conversationOf, taggedOf } from './turns.fixture.ts';

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
  ['The garden is green.', []],
])('%s', (text, types) => {
  expect(typesOf(text)).toEqual(types);
});

test('reports at most six of a kind, in the order of speech', () => {
  const input = conversationOf(
    Array.from({ length: 9 }, (_, i) => ['Bob', `The plan number ${i} costs 40 dollars.`]),
  );
  const found = findTracked(input, taggedOf(input), castOf(input));
  expect(found.map((insight) => insight.evidence[0]?.sentenceIndex)).toEqual([0, 1, 2, 3, 4, 5]);
});
