import { expect, test } from 'vitest';
import { searchQuery, wantedTerms } from './search-query.ts';
import { searchTerms } from './search-terms.ts';

const written = (typed: string): string[] =>
  searchTerms(typed).map(
    ({ kind, tokens, isOpen }) => `${kind} ${tokens.map(({ word }) => word).join(' ')}${isOpen ? '*' : ''}`,
  );

test.each([
  ['price disc', ['word price', 'word disc*']],
  ['price disc ', ['word price', 'word disc']],
  ['follow-up', ['phrase follow up*']],
  ['AT&T renewal', ['joined at t', 'word renewal*']],
  ["can't ", ['joined can t']],
  ['SO-2024-17', ['phrase so 2024 17*']],
  ['"send the offer" Acme', ['phrase send the offer', 'word acme*']],
  ['“send the of', ['phrase send the of*']],
  ['"" & -', []],
  ['価格', ['joined 価 格*']],
])('%j is searched for as %j', (typed, terms) => {
  expect(written(typed)).toEqual(terms);
});

const stemOf = (word: string): string | null => (word === 'the' ? null : word.replace(/s$/, ''));
const queryOf = (typed: string, held?: Map<string, string[]>) =>
  searchQuery(wantedTerms(searchTerms(typed), [stemOf], held));

test('a conversation has all words in some form, and a sentence is shown for those that tell something', () => {
  expect(queryOf('the prices ')).toEqual({
    document: `('the') & ('prices' | 'price')`,
    phrases: [],
    anyInSentence: `('prices' | 'price')`,
    allInSentence: `('the') & ('prices' | 'price')`,
  });
});

test('a phrase is looked for in sentences, and in the conversation by its words', () => {
  expect(queryOf('"the price" AT&T')).toEqual({
    document: `'the' & 'price' & ('at t':*)`,
    phrases: [
      {
        text: `'the' <-> 'price'`,
        possible: `('the' <-> 'price') | !'#places' | '#more the' | '#more price'`,
      },
    ],
    anyInSentence: `('the' <-> 'price') | ('at t':*)`,
    allInSentence: `('the' <-> 'price') & ('at t':*)`,
  });
});

test('words that hold a typed one count as the same', () => {
  const wanted = wantedTerms(searchTerms('plan '), [], new Map([['plan', ['planering']]]));
  expect(searchQuery(wanted).document).toBe(`('plan' | 'planering')`);
});

test('of very much text only the beginning is searched for', () => {
  expect(searchTerms('word '.repeat(50))).toHaveLength(20);
});
