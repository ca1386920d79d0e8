import { describe, expect, it } from 'vitest';
import { splitText, timeSentences } from './sentences.ts';

describe('splitText', () => {
  it.each([
    ['Hello. How are you? Fine!', ['Hello.', 'How are you?', 'Fine!']],
    ['Mr. Smith called Dr. Jones. He left.', ['Mr. Smith called Dr. Jones.', 'He left.']],
    ['It costs 4.50 a month', ['It costs 4.50 a month']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(splitText(text)).toEqual(expected);
  });
});

describe('timeSentences', () => {
  it('gives each sentence its share of the letters', () => {
    expect(timeSentences('Abcd. Efghabcd.', [{ start: 0, end: 120_000 }])).toEqual([
      { start: 0, end: 40_000, text: 'Abcd.' },
      { start: 40_000, end: 120_000, text: 'Efghabcd.' },
    ]);
  });

  it('ends a sentence at the pause near its estimate', () => {
    const pieces = [
      { start: 1_000, end: 33_000 },
      { start: 41_000, end: 73_000 },
    ];
    expect(timeSentences('Abcde. Abcd.', pieces)).toEqual([
      { start: 1_000, end: 33_000, text: 'Abcde.' },
      { start: 41_000, end: 73_000, text: 'Abcd.' },
    ]);
  });
});
