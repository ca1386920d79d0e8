import { describe, expect, it } from 'vitest';
import { scoreWords, speakerShares } from '../../../bench/speech-measure.ts';
import { normalisedWords } from '../../../bench/speech-normalise.ts';

describe('normalisedWords', () => {
  it.each<[string, string]>([
    ['Thirty four dollars, please.', '34 dollars please'],
    ["It's $34.", 'it is 34 dollars'],
    ['press one two three', 'press 1 2 3'],
    ['one hundred twenty three thousand', '123000'],
    ['1,250 euros', '1250 euros'],
    ["We can't, Mr. Smith; he won't", 'we can not mister smith he will not'],
    ['um, twelve per cent [laughs]', '12 percent'],
    ['log in', 'log in'],
  ])('%s', (text, expected) => {
    expect(normalisedWords(text).join(' ')).toBe(expected);
  });
});

describe('scoreWords', () => {
  it.each([
    [
      'Your mailbox is full',
      'Your mail box is full.',
      { words: 4, edits: 2, compoundEdits: 0, letterEdits: 2 },
    ],
    ["I'm here", 'I am here', { words: 3, edits: 0, compoundEdits: 0, letterEdits: 2 }],
    ['ask not what', 'as not', { words: 3, edits: 2, compoundEdits: 2, letterEdits: 2 }],
  ])('%s / %s', (said, heard, expected) => {
    expect(scoreWords(said, heard)).toMatchObject(expected);
  });
});

describe('speakerShares', () => {
  it('pairs names with voices and counts what nobody was heard in apart', () => {
    const turns = [
      { speaker: 'A', start: 0, end: 10 },
      { speaker: 'B', start: 10, end: 20 },
    ];
    const sentences = [
      { speakerName: 'Speaker 1', start: 0, end: 10, text: '' },
      { speakerName: 'Speaker 2', start: 10, end: 14, text: '' },
      { speakerName: 'Speaker 1', start: 14, end: 16, text: '' },
    ];
    const shares = speakerShares(turns, sentences);
    expect(shares.missed).toBeCloseTo(0.2, 6);
    expect(shares.right).toBeCloseTo(14 / 16, 6);
  });
});
