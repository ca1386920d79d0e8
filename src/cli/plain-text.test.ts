import { expect, test } from 'vitest';
import { shortened, spokenLength, toTheSecond } from './plain-text.ts';

test.each([
  ['as it is', 20, 'as it is'],
  ['exactly so', 10, 'exactly so'],
  ['a letter more', 12, 'a letter mo…'],
  ['two\nlines\r\nand a\ttab', 40, 'two lines and a tab'],
  ['\u001b[31mred\u001b[0m\u0007', 40, ' [31mred [0m '],
  ['a\u2028b', 40, 'a b'],
  ['👍👍👍👍', 3, '👍👍…'],
])('%j in %d characters is %j', (text, most, expected) => {
  expect(shortened(text, most)).toBe(expected);
});

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1:00'],
  [125, '2:05'],
  [3_725, '1:02:05'],
  [360_000, '100:00:00'],
])('%d seconds are %s', (seconds, expected) => {
  expect(spokenLength(seconds)).toBe(expected);
});

test('a moment is told to the second, in UTC', () => {
  expect(toTheSecond(new Date('2026-06-03T09:30:59.999Z'))).toBe('2026-06-03T09:30:59Z');
});
