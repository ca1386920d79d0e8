import { expect, test } from 'vitest';
import { conversationOf, TEAM_MEETING, taggedOf } from '../../../../testing/analysis/turns.ts';
import { judgeSentiment, scoreStatement } from './sentiment.ts';

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

/** As the whole conversation's tone counts them. */
function toneOf(text: string): string {
  const score = taggedOf(conversationOf([['A', text]])).map(scoreStatement)[0] ?? 0;
  if (score >= 0.5) return 'praise';
  return score <= -0.3 ? 'complaint' : 'neither';
}

test.each([
  "It couldn't be better.",
  'That was not a problem at all.',
  'We had no errors this month.',
  'No errors this month.',
  'This is a killer feature.',
  'It is a no-brainer for us.',
  "Can't complain.",
  "We can't complain about the service.",
  'There is nothing wrong with the new version.',
  'We never had any issues with the import.',
  'We never had an outage.',
  'There has not been a single outage since we moved.',
  'None of our users had any problems.',
  'We have yet to see a bug.',
  'The rollout went without any trouble.',
  'It is not bad at all.',
  "We couldn't be happier with the result.",
  'It could not have gone smoother.',
  "We couldn't have asked for a better partner.",
  "I wouldn't change a thing.",
  'The search is insanely good.',
  'The new version is ridiculously fast.',
  'It has not crashed once since June.',
  'The app never crashes.',
  'Nobody has complained so far.',
  'The support never lets us down.',
  "You can't go wrong with it.",
  "I can't recommend it enough.",
  'It works like a charm.',
  'Your team solved our problem within an hour.',
  'The bug was fixed within a day.',
  'We have far fewer errors now.',
  "It isn't slow anymore.",
  'It takes the pain out of planning.',
  'I have nothing but praise for your team.',
  'It never fails to impress.',
  "I don't know what we would do without it.",
  'You are killing it.',
  'It is hassle-free.',
  "I'm not complaining.",
])('praise: %s', (text) => {
  expect(toneOf(text)).toBe('praise');
});

test.each([
  'I am sick of waiting for an answer.',
  'The new version is no good.',
  'We are not happy with the service.',
  "We're not really happy with it.",
  'It is not without problems.',
  'It has been nothing but trouble.',
  'There is no shortage of bugs.',
  "It couldn't be worse.",
  'It could be better.',
  "We couldn't be more disappointed.",
  'It leaves a lot to be desired.',
  'The import is ridiculously slow.',
  'It is anything but easy to use.',
  'The interface is far from intuitive.',
  'It is not good enough for our team.',
  'Not a day goes by without an error.',
  'This is not just a problem of one team.',
  'Not a single problem was solved.',
  'We had no problems until last week.',
  "I've had enough of these outages.",
  'It goes from bad to worse.',
  'The support let us down twice.',
  'It drives me up the wall.',
  'It is a waste of time.',
  'It hardly ever works.',
  'Nobody ever calls back.',
  'Your support is no help at all.',
  'The service was down again yesterday.',
  'It fails with no error message.',
  'It never fails to disappoint.',
  'The rollout was less than ideal.',
  'It is not worth the money.',
  "I can't recommend it.",
  'That is no small problem for us.',
])('complaint: %s', (text) => {
  expect(toneOf(text)).toBe('complaint');
});

test.each([
  'No problem, I will do that tomorrow.',
  'It is not a game changer for our team.',
  'It is not a nightmare to set up.',
  'No doubt we will meet in June.',
  'If it is not too expensive, we will take it.',
  'It should be no problem for your team.',
  'There were no errors, but the support is horrible.',
  'The deadline is on Friday next week.',
])('neither: %s', (text) => {
  expect(toneOf(text)).toBe('neither');
});

test('negated complaints and idioms make a call positive', () => {
  const praise = [
    'It could not be better.',
    'That was not a problem at all.',
    'We had no errors this month.',
    'The map is a killer feature.',
    'The yearly plan is a no-brainer.',
  ];
  expect(judge(praise)).toBe('positive');
});
