import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignWords } from './align-words.ts';
import { appendPiece, type Word, wordsToSentences } from './words-to-sentences.ts';

const word = (
  text: string,
  start: number | null,
  speaker: string | null = 'A',
  attachesTo?: Word['attachesTo'],
): Word => ({
  text,
  start,
  end: start === null ? null : start + 0.4,
  speaker,
  attachesTo,
});
const texts = (words: readonly Word[], text: string | null = null): string[] =>
  wordsToSentences(words, text).map((it) => `${it.speaker} ${it.start}-${it.end} ${it.text}`);

test.each<[string, Word[], string[]]>([
  [
    'punctuation',
    [word('Shall', 0), word('we?', 0.5), word('Yes.', 1)],
    ['A 0-0.9 Shall we?', 'A 1-1.4 Yes.'],
  ],
  [
    'another speaker',
    [word('Shall', 0), word('we', 0.5, 'B'), word('now', 1, 'B')],
    ['A 0-0.4 Shall', 'B 0.5-1.4 we now'],
  ],
  ['a pause', [word('Shall', 0), word('we', 3)], ['A 0-0.4 Shall', 'A 3-3.4 we']],
  [
    'nobody known between two',
    [word('a', 0), word('b', 0.5, null), word('c', 1)],
    ['A 0-0.4 a', 'null 0.5-0.9 b', 'A 1-1.4 c'],
  ],
  [
    'titles and initials end nothing',
    [word('Dr.', 0), word('J.', 0.4), word('Lind', 0.7)],
    ['A 0-1.1 Dr. J. Lind'],
  ],
  [
    'closing quotes',
    [word('“Shall', 0), word('we?”', 0.5), word('Yes', 1)],
    ['A 0-0.9 “Shall we?”', 'A 1-1.4 Yes'],
  ],
  [
    'marks of their own',
    [word('Shall', 0), word('?', null, null, 'previous'), word('Yes', 1)],
    ['A 0-0.4 Shall?', 'A 1-1.4 Yes'],
  ],
  [
    'marks before and between',
    [word('¿', 0, 'A', 'next'), word('Cuánto', 0.1), word('-', 0.5, 'A', 'both'), word('es', 0.6)],
    ['A 0-1 ¿Cuánto-es'],
  ],
  [
    'scripts without blanks',
    [word('今日', 0), word('は。', 0.4), word('雨', 1)],
    ['A 0-0.8 今日は。', 'A 1-1.4 雨'],
  ],
  [
    'words without times',
    [word('Take', null), word('42', 0.5), word('now', null)],
    ['A 0.5-0.9 Take 42 now'],
  ],
])('%s', (_name, words, expected) => {
  expect(texts(words)).toEqual(expected);
});

test.each([
  ['Shall we? “Yes”, (now)!', ['shall', 'we', 'yes', 'now'], ['Shall ', 'we? ', '“Yes”, ', '(now)!']],
  ['今日は「雨」', ['今日', 'は', '雨'], ['今日', 'は', '「雨」']],
  ['Shall we go?', ['shall', 'go'], null],
  ['Shall we?', ['shall', 'we', 'go'], null],
  ['Shall we?', [], null],
  ['…', [], []],
  ['a b', ['a', '-', 'b'], ['a', ' ', 'b']],
])('%j cut into %j', (text, words, expected) => {
  expect(
    alignWords(
      text,
      words.map((it) => ({ text: it })),
    ),
  ).toEqual(expected);
});

test('a text that fits gives words their punctuation, one that does not is not used', () => {
  const words = [word('shall', 0), word('we', 0.5), word('yes', 1)];
  expect(texts(words, 'Shall we? Yes.')).toEqual(['A 0-0.9 Shall we?', 'A 1-1.4 Yes.']);
  expect(texts(words, 'Something else.')).toEqual(['A 0-1.4 shall we yes']);
});

test('without punctuation and pauses a sentence ends after 200 words', () => {
  const words = Array.from({ length: 450 }, (_, at) => word('so', at / 2));
  expect(wordsToSentences(words).map(({ text }) => text.split(' ').length)).toEqual([200, 200, 50]);
});

test.each([
  ['Shall', 'we', 'Shall we'],
  ['Shall', ' ', 'Shall '],
  ['we', '?', 'we?'],
  ['今', '日', '今日'],
])('%j and %j are %j', (text, piece, expected) => {
  expect(appendPiece(text, piece)).toBe(expected);
});

test('property: no word is lost, none changes its speaker', () => {
  const spoken = fc.record({
    text: fc.stringMatching(/^[a-zäß]{1,8}[.,?!]?$/u),
    start: fc.option(fc.nat(100)),
    end: fc.option(fc.nat(100)),
    speaker: fc.option(fc.constantFrom('A', 'B')),
  });
  fc.assert(
    fc.property(fc.array(spoken), (words) => {
      const sentences = wordsToSentences(words);
      const said = sentences.flatMap(({ speaker, text }) => text.split(' ').map((it) => `${speaker} ${it}`));
      expect(said).toEqual(words.map(({ speaker, text }) => `${speaker} ${text}`));
    }),
  );
});
