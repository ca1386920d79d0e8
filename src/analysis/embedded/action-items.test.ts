import { expect, test } from 'vitest';
import { findActionItems } from './action-items.ts';
import { castOf } from './speakers.ts';
import { conversationOf, TEAM_MEETING, taggedOf } from './turns.fixture.ts';

function itemsOf(input: typeof TEAM_MEETING) {
  return findActionItems(input, taggedOf(input), castOf(input));
}

test('a meeting of four: who does what until when, best first', () => {
  expect(itemsOf(TEAM_MEETING).map((item) => [item.owner, item.dueDate, item.title])).toEqual([
    ['Priya', '2026-06-04', 'Upload the notes to the drive by tomorrow evening'],
    ['Lukas', '2026-06-04', 'Call the agency tomorrow and ask for a fixed date'],
    ['Priya', '2026-06-04', 'Review the onboarding screens by Thursday'],
    ['Priya', null, 'Share your interview notes with the hiring team'],
    ['Maria', '2026-06-08', 'Check the budget with finance and get back to you on Monday'],
    ['Tom', '2026-06-03', "Fix the payment test today and then I'll send everybody the test report"],
  ]);
});

test.each([
  "I'll just draw a different kind of dog on the board.",
  'We should think about the colour of the case.',
  'We need to make the device easy to use.',
  "I'll show you the next slide now.",
  "I'll give it a two because it is too big.",
  'I would send it if I had it.',
  "I won't send the report to the client.",
  'Maybe we will do something about that.',
  'You will find the folder on the desktop.',
  'Did you send the report to the client?',
  "If you email me I'll have a look.",
])('talk is no action item: %s', (text) => {
  const input = conversationOf([
    ['Ann', 'The remote control has a menu.'],
    ['Bob', text],
    ['Cleo', 'That is a plain statement of fact.'],
  ]);
  expect(itemsOf(input)).toEqual([]);
});

test.each([
  ['Please forward the contract to our lawyers.', 'Ben'],
  ["I'll prepare a draft of the contract for you.", 'Ann'],
  ['Could you send me the recording of this call?', 'Ben'],
  ['I need you to schedule the training with our team.', 'Ben'],
])('between two, %s belongs to %s', (text, owner) => {
  const input = conversationOf([
    ['Ann', text],
    ['Ben', 'Okay.'],
  ]);
  expect(itemsOf(input).map((item) => item.owner)).toEqual([owner]);
});

test('a request to nobody in particular belongs to whoever accepts it, else to nobody', () => {
  const request: [string, string] = ['Ann', 'Could you please send the minutes to the client?'];
  const taken = conversationOf([request, ['Bob', 'Sure, no problem.'], ['Cleo', 'Thanks.']]);
  const open = conversationOf([request, ['Bob', 'The weather turned.'], ['Cleo', 'It did.']]);
  expect(itemsOf(taken).map((item) => item.owner)).toEqual(['Bob']);
  expect(itemsOf(open).map((item) => item.owner)).toEqual([null]);
});

test('a request and its acceptance in the same words are one item that cites both', () => {
  const input = conversationOf([
    ['Ann', 'Please send the security report to our lawyers.'],
    ['Ben', "I'll send the security report to your lawyers by Friday."],
  ]);
  const [item, ...more] = itemsOf(input);
  expect(more).toEqual([]);
  expect(item).toMatchObject({ owner: 'Ben', dueDate: '2026-06-05' });
  expect(item?.evidence.map((evidence) => evidence.sentenceIndex).sort()).toEqual([0, 1]);
});

test('never more than eight', () => {
  const things = [
    'contract',
    'invoice',
    'budget',
    'roadmap',
    'brochure',
    'schedule',
    'invitation',
    'agenda',
    'survey',
    'manual',
  ];
  const input = conversationOf(
    things.map((thing, i) => [i % 2 ? 'Ann' : 'Bob', `I'll send you the ${thing} by Friday.`]),
  );
  expect(itemsOf(input)).toHaveLength(8);
});
