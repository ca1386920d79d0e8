import { expect, test } from 'vitest';
import { conversationOf, taggedOf } from '../../../../testing/analysis/turns.ts';
import { findQuestions } from './questions.ts';

function questionsOf(turns: [string, string][]) {
  return findQuestions(taggedOf(conversationOf(turns)));
}

test.each([
  ['a statement on the subject', 'The release is planned for July.', true],
  ['a plain yes to a yes-no question', 'Yes.', true],
  ['not knowing', "I don't know, I'll ask the developers.", false],
  ['a promise to find out', 'Good point, let me find out.', false],
  ['not knowing at length', 'I do not know whether we can promise a month.', false],
  ['a partial answer', 'In July on the phones. I do not know about tablets.', true],
  ['another question', 'Which release do you mean?', false],
  ['a back-channel, which may be a yes', 'Mm-hmm.', null],
])('%s answers: %s', (_, reply, answered) => {
  const turns: [string, string][] = [
    ['Ann', 'Is the release of the mobile app planned for this summer?'],
    ['Bob', reply],
  ];
  expect(questionsOf(turns)[0]).toMatchObject({ askedBy: 'Ann', answered });
});

test('the asker does not answer himself', () => {
  const turns: [string, string][] = [
    ['Ann', 'When does the contract with the agency end?'],
    ['Ann', 'The contract with the agency ends in July.'],
  ];
  expect(questionsOf(turns)[0]?.answered).toBe(false);
});

test.each([
  'The price is fixed, isn’t it?',
  'Okay?',
  'Can you hear me over there?',
  'Can you see my screen now?',
  'How are you today, my friend?',
  'What do you mean?',
  'Is there anything that I forgot to mention?',
  'Did I understand that correctly?',
  'Is that fine with you and your team?',
])('%s says less than a question of substance', (text) => {
  const asked = questionsOf([
    ['Ann', text],
    ['Bob', 'The van leaves the yard at nine.'],
    ['Ann', 'What does the licence of the server cost?'],
  ]);
  expect(asked.at(-1)).toMatchObject({ rank: 1, text: 'What does the licence of the server cost?' });
});

test('all are kept in the order they were asked, and ranked by how much they say', () => {
  const turns = Array.from({ length: 20 }, (_, i): [string, string] => [
    'Ann',
    i < 8 ? `Does customer ${i} pay?` : `Does customer ${i} pay the yearly licence invoice by bank transfer?`,
  ]);
  const asked = questionsOf(turns);
  expect(asked.map(({ evidence }) => evidence[0]?.sentenceIndex)).toEqual(turns.map((_, i) => i));
  expect(asked.map(({ rank }) => rank)).toEqual([
    ...Array.from({ length: 8 }, (_, i) => 13 + i),
    ...Array.from({ length: 12 }, (_, i) => 1 + i),
  ]);
});

test.each([
  ['Do we want the lamp on the left or on the right.', true],
  ['So what kind of battery are you thinking of.', true],
  ['Anything else that you would like to know.', true],
  ['Well the lamp is red, do you like that at all.', true],
  ['Huh?', false],
  ['What we need is a lamp that people like.', false],
  ['When you press it, the lamp goes on.', false],
  ["I don't know which lamp they took.", false],
  ['Could you maybe just.', false],
  ['It has a lamp, is what they said.', false],
])('without or with its mark, %j asks: %s', (text, asks) => {
  const turns: [string, string][] = [
    ['Bob', 'The van leaves the yard at nine.'],
    ['Ann', text],
    ['Bob', 'The lamp is made of brass.'],
  ];
  expect(questionsOf(turns).length > 0).toBe(asks);
});

test('at most 900 of a very long conversation, those that say most', () => {
  const turns = Array.from({ length: 1_500 }, (_, i): [string, string] => [
    'Ann',
    i % 2 === 0 ? 'Does it go?' : `Does the yearly invoice ${i} of the harbour go to the bank?`,
  ]);
  const asked = questionsOf(turns);
  expect(asked).toHaveLength(900);
  expect(asked.filter(({ text }) => text.includes('harbour'))).toHaveLength(750);
});
