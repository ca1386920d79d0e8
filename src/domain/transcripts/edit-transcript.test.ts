import { describe, expect, test } from 'vitest';
import { rangesOf, textAt, transcriptLength, withSpeaker, withText } from './edit-transcript.ts';
import type { SentenceTranscript } from './stored-transcript.ts';

const said = (names: (string | null)[], uncertain?: string[]): SentenceTranscript => ({
  sentences: names.map((speaker_name, n) => ({ speaker_name, start: n, end: n + 1, text: `line ${n}` })),
  ...(uncertain ? { uncertain_speakers: uncertain } : {}),
});

test('other words keep their place, their speaker and what else the file said; times of single words go', () => {
  const [first, second] = said(['Ann', 'Bob']).sentences;
  if (!first || !second) throw new Error('No sentences');
  const before = { sentences: [{ ...first, date: 'today', words: [{ text: 'line' }] }, second], source: 'x' };
  const after = { ...first, text: 'Better.', date: 'today' };
  expect(withText(before, 0, 'Better.')).toEqual({ sentences: [after, second], source: 'x' });
  expect(before.sentences[0]).toHaveProperty('words');
});

test('messages are edited like sentences', () => {
  const transcript = { messages: [{ text: 'Hi', speaker_name: null }, { text: 'Yes' }] };
  expect([transcriptLength(transcript), textAt(transcript, 1), textAt(transcript, 2)]).toEqual([
    2,
    'Yes',
    undefined,
  ]);
  expect(withText(transcript, 1, 'No')).toEqual({ messages: [transcript.messages[0], { text: 'No' }] });
  expect(withSpeaker(transcript, [{ first: 0, last: 0 }], 'Ann')).toEqual({
    messages: [{ text: 'Hi', speaker_name: 'Ann' }, { text: 'Yes' }],
  });
});

describe('another speaker', () => {
  const all = ['A', 'B', 'A', 'B'];
  test.each([
    ['of one', [{ first: 1, last: 1 }], 'A', ['A', 'A', 'A', 'B']],
    ['of a range', [{ first: 1, last: 2 }], 'C', ['A', 'C', 'C', 'B']],
    [
      'of several',
      [
        { first: 0, last: 0 },
        { first: 3, last: 3 },
      ],
      'C',
      ['C', 'B', 'A', 'C'],
    ],
  ])('%s', (_, ranges, name, expected) => {
    expect(withSpeaker(said(all), ranges, name)).toEqual(said(expected));
  });

  test('marks stay with those who still speak', () => {
    const range = [{ first: 1, last: 1 }];
    expect(withSpeaker(said(['A', 'B'], ['A', 'B']), range, 'A')).toEqual(said(['A', 'A'], ['A']));
    expect(withSpeaker(said(['A', 'B'], ['B']), range, 'A')).toEqual(said(['A', 'A']));
  });
});

test('the ranges of one speaker, given back, are what was there', () => {
  const before = said([' A', 'A ', 'B', null, 'A']);
  const ranges = rangesOf(before, 'A');
  expect(ranges).toEqual([
    { first: 0, last: 1 },
    { first: 4, last: 4 },
  ]);
  const merged = withSpeaker(before, ranges, 'B');
  expect(rangesOf(withSpeaker(merged, ranges, 'A'), 'A')).toEqual(ranges);
});
