import { expect, test } from 'vitest';
import { tokensOf } from './tokens.ts';

/** A word that stands joined to the one before begins with a plus. */
const written = (text: string): string =>
  tokensOf(text)
    .map(({ word, isJoined }) => (isJoined ? `+${word}` : word))
    .join(' ');

test.each([
  ['We follow up', 'we follow up'],
  ['the follow-up', 'the follow +up'],
  ['AT&T', 'at +t'],
  ['can’t', 'can +t'],
  ['SO-2024-17', 'so +2024 +17'],
  ['price/discount', 'price +discount'],
  ['Björn Łódź Straße høre', 'bjorn lodz strasse hore'],
  ['Smørrebrød, ﬁn ２０２４', 'smorrebrod fin 2024'],
  ['ёлка Йод', 'елка иод'],
  ['価格交渉', '価 +格 +交 +渉'],
  ['Zoomで会議', 'zoom +で +会 +議'],
  ['हिन्दी में', 'हिन्दी में'],
  ['ok 👍🏽 ok', 'ok ok'],
  ['x\0y', 'x +y'],
  ['— … !', ''],
])('%j is %j', (text, words) => {
  expect(written(text)).toBe(words);
});

test('a word stands where it stands in the text, and very long ones are found by their beginning', () => {
  const text = '😀 Kött och “Å”';
  expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Kött', 'och', 'Å']);
  const [long] = tokensOf('a'.repeat(5_000));
  expect([long?.word.length, long?.end]).toEqual([100, 5_000]);
});
