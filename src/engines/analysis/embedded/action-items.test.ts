import { expect, test } from 'vitest';
import { conversationOf, TEAM_MEETING, taggedOf } from '../../../../testing/analysis/turns.ts';
import { findActionItems } from './action-items.ts';
import { actionTitle } from './action-titles.ts';
import { castOf } from './speakers.ts';

function itemsOf(input: typeof TEAM_MEETING) {
  return findActionItems(input, taggedOf(input), castOf(input));
}

test('a meeting of four: who does what until when, best first', () => {
  expect(itemsOf(TEAM_MEETING).map((item) => [item.owner, item.dueDate, item.title])).toEqual([
    ['Lukas', '2026-06-04', 'Call the agency tomorrow and ask for a fixed date'],
    ['Priya', '2026-06-04', 'Upload the notes to the drive'],
    ['Tom', '2026-06-03', 'Fix the payment test'],
    ['Priya', '2026-06-04', 'Review the onboarding screens'],
    ['Priya', null, 'Share your interview notes with the hiring team'],
    ['Maria', '2026-06-08', 'Check the budget with finance and get back to you'],
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

test.each([
  'I do not know the price by heart, but let me find out.',
  'I will send the report to the client by Friday.',
  "I'm going to send the report to the client by Friday.",
  'I can send the report to the client by Friday.',
  'Let me send the report to the client by Friday.',
  "We'll send the report to the client by Friday.",
  'Please send the report to the client by Friday.',
  'Could you kindly send the report to the client by Friday?',
  "I'd like you guys to send the report to the client by Friday.",
  "You'll send the report to the client by Friday.",
  'You are going to be writing the report by Friday.',
  'Cleo needs to send the report to the client by Friday.',
])('takes work on or hands it out: %s', (text) => {
  const input = conversationOf([
    ['Ann', text],
    ['Cleo', 'Yes, please do that.'],
  ]);
  expect(itemsOf(input)).toHaveLength(1);
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

test.each([
  ['I will send you the brochure, they grew by half in four months.', null, 'Send Ben the brochure'],
  [
    'By Friday I will prepare the draft contract for you.',
    '2026-06-05',
    'Prepare the draft contract for Ben',
  ],
  [
    'I will send the draft contract by Monday, because we leave on Tuesday.',
    '2026-06-08',
    'Send the draft contract',
  ],
  ['I will put both prices into the proposal.', null, 'Put both prices into the proposal'],
  ['I will bring Rosa Diaz, our head of legal.', null, 'Bring Rosa Diaz, our head of legal'],
  ['I do not know the size of the tank by heart, so let me find out.', null, 'Find out the size of the tank'],
])('a due date and a title come from the commitment itself: %s', (text, dueDate, title) => {
  const input = conversationOf([
    ['Ann', text],
    ['Ben', 'The weather turned.'],
  ]);
  expect(itemsOf(input).map((item) => [item.dueDate, item.title])).toEqual([[dueDate, title]]);
});

const SENDING = [
  ['I will send you the draft two weeks from now.', '2026-06-17'],
  ['I will send you the offer not later than Friday.', '2026-06-05'],
  ['I will send you the offer by Friday, not Thursday.', '2026-06-05'],
  ['I will send you the offer by Dec. 15.', '2026-12-15'],
  ['I will send you the offer in a week or so.', null],
  ['In ten days I will send you the list.', '2026-06-13'],
  ['Okay, a week from Friday, I will send you the list.', '2026-06-12'],
  ['By the 15th I will send you the list.', '2026-06-15'],
  ['By the end of next week I will send you the list.', '2026-06-12'],
  ['Within 24 hours I will send you the list.', '2026-06-04'],
  ['On Friday I will send you the plan for Monday.', '2026-06-05'],
  ['Every Friday I will send you the list.', null],
] as const;
test.each(SENDING)('%s is one item, due on %s', (text, dueDate) => {
  const input = conversationOf([
    ['Ann', text],
    ['Ben', 'Thanks.'],
  ]);
  expect(itemsOf(input).map((item) => item.dueDate)).toEqual([dueDate]);
});

test('an offer counts once somebody takes it, and comes after promises', () => {
  const offer: [string, string] = ['Ann', 'I can send you the figures of a similar shop.'];
  const promise: [string, string] = ['Ann', "I'll send the contract by Friday."];
  expect(itemsOf(conversationOf([offer, ['Ben', 'The weather turned.'], promise]))).toHaveLength(1);
  const taken = itemsOf(conversationOf([offer, ['Ben', 'I would like to see that.'], promise]));
  expect(taken.map((item) => item.title)).toEqual([
    'Send the contract',
    'Send Ben the figures of a similar shop',
  ]);
});

test.each([
  ['send you the offer by Friday', true, 'Send Maria the offer'],
  ['send me the contract for my boss', false, "Send Erik the contract for Erik's boss"],
  ['ship it on Monday morning, please', true, 'Ship it'],
  ['working on the menu, so you know what to do', true, 'Work on the menu'],
  ['check the stock right away', true, 'Check the stock'],
  ['get the offer over to you, Maria, with the map', true, 'Get the offer over to Maria, with the map'],
  ['write to everybody on 12 March at the latest', true, 'Write to everybody'],
])('the task %j as an order to its owner', (task, isOwn, title) => {
  const [speakerName, addressed] = ['Erik Lind', 'Maria Okafor'];
  const owner = isOwn ? speakerName : addressed;
  expect(actionTitle(task, { speakerName, addressed, owner, isDated: true })).toBe(title);
});

test.each([
  ['When?', "It'll be Thursday.", '2026-06-04'],
  ['Good.', 'No, the fair opens on Thursday, and all of us will be there with the new lamps.', null],
  ['Is that by Thursday?', 'We will see.', null],
])('the day may be said right after: %s %s', (reply, next, due) => {
  const input = conversationOf([
    ['Ann', 'I will send the contract to the bank.'],
    ['Ben', reply],
    ['Ann', next],
  ]);
  expect(itemsOf(input).map(({ dueDate }) => dueDate)).toEqual([due]);
});

test('how somebody always works is no promise, and a role may be told to do it', () => {
  const input = conversationOf([
    ['Ann', "I'll always send the report to the client on Mondays."],
    ['Ben', 'Good.'],
    ['Ann', 'The marketing expert will prepare the survey for the next meeting.'],
    ['Cleo', 'Okay.'],
  ]);
  expect(itemsOf(input).map(({ title, owner }) => [title, owner])).toEqual([
    ['Prepare the survey for the next meeting', null],
  ]);
});

test('a speaker without a name is called in full', () => {
  const parties = { speakerName: 'Speaker 1', addressed: 'Speaker 2', owner: 'Speaker 1', isDated: false };
  expect(actionTitle('send you the offer', parties)).toBe('Send Speaker 2 the offer');
});
