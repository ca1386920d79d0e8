import { expect, test } from 'vitest';
import { numberLinks } from './number-links.ts';

const linked = (summary: string, ...said: string[]): string[] =>
  numberLinks(
    summary,
    said.map((text) => ({ text })),
  ).map(({ text, sentence }) => (sentence === null ? text : `[${text} ${sentence}]`));

test.each<[string, string[], string[]]>([
  ['They pay 40 a seat.', ['It is 400', 'So 40 for each, 40!'], ['They pay ', '[40 1]', ' a seat.']],
  ['1,200 euros', ['That is 1200.'], ['[1,200 0]', ' euros']],
  ['At 10:30, 12.5 %', ['10:30 then', 'and 12.5 percent'], ['At ', '[10:30 0]', ', ', '[12.5 1]', ' %']],
  ['7 people', ['nobody counted'], ['7 people']],
  ['No number', ['7'], ['No number']],
  ['', ['7'], []],
])('%j after %j', (summary, said, expected) => expect(linked(summary, ...said)).toEqual(expected));
