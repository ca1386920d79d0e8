import { expect, test } from 'vitest';
import type { Transcript } from '../data.ts';
import { merged, rangesOf, renamed, speakersOf, withSpeaker, withText } from './changed-transcript.ts';

/** Erik, Jane, Jane, Erik, nobody, Jane. */
const transcript: Transcript = {
  revision: 3,
  has_times: true,
  speakers: [
    { id: 'e', name: 'Erik', is_uncertain: false },
    { id: 'j', name: 'Jane', is_uncertain: true },
  ],
  sentences: [0, 1, 1, 0, null, 1].map((speaker, at) => ({
    speaker,
    start: at,
    end: at + 1,
    text: `t${at}`,
  })),
};

const said = ({ sentences, speakers }: Transcript): string =>
  sentences.map(({ speaker }) => speakers[speaker ?? -1]?.name[0] ?? '-').join('');

test('other words keep the first ones, and are none once they are these again', () => {
  const edited = withText(withText(transcript, 2, 'new'), 2, 'newer');
  expect(edited.sentences[2]).toMatchObject({ text: 'newer', original: 't2', start: 2 });
  expect(withText(edited, 2, 't2').sentences[2]).toEqual(transcript.sentences[2]);
});

test('sentences go to a speaker who is there, to a new one, or nowhere', () => {
  const ranges = [
    { first: 0, last: 0 },
    { first: 3, last: 4 },
  ];
  expect(said(withSpeaker(transcript, ranges, { speaker_id: 'j' }))).toBe('JJJJJJ');
  expect(said(withSpeaker(transcript, ranges, { name: 'Jane' }))).toBe('JJJJJJ');
  expect(said(withSpeaker(transcript, ranges, { name: 'Zoe' }))).toBe('ZJJZZJ');
  expect(withSpeaker(transcript, ranges, { speaker_id: 'gone' })).toBe(transcript);
});

test('a speaker who is named is uncertain no longer; two become one', () => {
  expect(renamed(transcript, 'j', 'Ann').speakers[1]).toEqual({ id: 'j', name: 'Ann', is_uncertain: false });
  expect(said(merged(transcript, 'j', 'e'))).toBe('EEEE-E');
  expect(merged(transcript, 'gone', 'e')).toBe(transcript);
});

test('what is given back to undo an assignment', () => {
  expect(speakersOf(transcript, [{ first: 0, last: 5 }])).toEqual([
    {
      name: 'Erik',
      ranges: [
        { first: 0, last: 0 },
        { first: 3, last: 3 },
      ],
    },
    {
      name: 'Jane',
      ranges: [
        { first: 1, last: 2 },
        { first: 5, last: 5 },
      ],
    },
  ]);
});

test.each([
  ['sentences', [[2, 2]]],
  ['turn', [[1, 2]]],
  [
    'rest',
    [
      [2, 2],
      [5, 5],
    ],
  ],
  [
    'all',
    [
      [1, 2],
      [5, 5],
    ],
  ],
] as const)('%s of what Jane says', (extent, expected) => {
  const ranges = rangesOf(transcript, { first: 2, last: 2 }, extent);
  expect(ranges.map(({ first, last }) => [first, last])).toEqual(expected);
});
