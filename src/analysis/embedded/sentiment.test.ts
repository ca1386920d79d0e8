import { expect, test } from 'vitest';
import { judgeSentiment } from './sentiment.ts';
import { conversationOf, TEAM_MEETING, taggedOf } from './turns.fixture.ts';

function judge(texts: string[]) {
  return judgeSentiment(taggedOf(conversationOf(texts.map((text, i) => [i % 2 ? 'B' : 'A', text]))));
}

test('three complaints make a call negative in spite of its courtesies', () => {
  const complaints = [
    'Good morning, nice to meet you, how are you?',
    'Thanks for having me today.',
    'Planning our routes takes too long.',
    "The export doesn't work on Mondays.",
    'Your support is terrible and nobody answers.',
    'I understand, thank you for telling me.',
    'Have a great day and thanks again!',
  ];
  expect(judge(complaints)).toBe('negative');
});

test('polite small talk around plain facts is neutral', () => {
  const polite = [
    'Good morning! How are you?',
    "I'm great, thanks. The address is 12 Main Street.",
    'Perfect, thanks a lot. The parcel has the number 4411.',
    'The driver comes on Monday at ten.',
    'Great, have a wonderful day!',
  ];
  expect(judge(polite)).toBe('neutral');
});

test('praise for the product is positive', () => {
  const praise = [
    'We love the new dashboard very much.',
    'The charts are excellent and easy to use.',
    'It saves us a lot of time and we are very satisfied.',
  ];
  expect(judge(praise)).toBe('positive');
});

test('a question about problems is no complaint', () => {
  const questions = ['What is the worst problem you hate most?', 'Is your terrible tool broken again?'];
  const facts = [
    'We have forty drivers here.',
    'They start at six every morning.',
    'The depot is in the north.',
  ];
  expect(judge([...questions, ...facts])).toBe('neutral');
});

test('a plain team meeting is neutral, and two sentences are too few to say', () => {
  expect(judgeSentiment(taggedOf(TEAM_MEETING))).toBe('neutral');
  expect(judge(['This is a terrible product.', 'We hate it all.'])).toBeNull();
});

test('bargaining is no bad mood, a row of wrongs is', () => {
  const bargaining = [
    'That is more expensive than what we pay now.',
    'We cannot have an empty shop in August.',
    'Legal will not open the contract without it.',
    'The list price is forty euros.',
    'The depot is in the north.',
  ];
  const wrongs = [
    'Your invoice is wrong again.',
    'The order vanished from the list.',
    'I want my money back.',
    'The billing counts the old vans.',
    'The refund comes tomorrow evening.',
  ];
  expect(judge(bargaining)).toBe('neutral');
  expect(judge(wrongs)).toBe('negative');
});
