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
  ['a back-channel', 'Mm-hmm.', false],
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
])('%s is not worth keeping', (text) => {
  expect(questionsOf([['Ann', text]])).toEqual([]);
});

test('keeps the twelve that say most, in the order they were asked', () => {
  const turns = Array.from({ length: 20 }, (_, i): [string, string] => [
    'Ann',
    i < 8 ? `Does customer ${i} pay?` : `Does customer ${i} pay the yearly licence invoice by bank transfer?`,
  ]);
  const kept = questionsOf(turns).map((question) => question.evidence[0]?.sentenceIndex);
  expect(kept).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
});
