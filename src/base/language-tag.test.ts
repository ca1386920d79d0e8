import { expect, test } from 'vitest';
import { isLanguageTag, primarySubtag } from './language-tag.ts';

test.each([
  ['en', true],
  ['PT-br', true],
  ['zh-Hant-TW', true],
  ['English', false],
  ['en_US', false],
  ['en-', false],
  ['e', false],
  ['\u017fv', false],
])('%j is a tag: %s', (text, expected) => {
  expect(isLanguageTag(text)).toBe(expected);
});

test.each([
  ['en', 'en'],
  [' EN-gb ', 'en'],
  ['pt_BR', 'pt'],
  ['', ''],
])('the primary subtag of %j is %j', (text, expected) => {
  expect(primarySubtag(text)).toBe(expected);
});
