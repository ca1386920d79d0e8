import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  type Line,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const segment = (text: string, start: number, end: number, more = {}) => ({
  id: 0,
  seek: 0,
  start,
  end,
  text,
  tokens: [50364, 11],
  temperature: 0,
  avg_logprob: -0.2,
  compression_ratio: 1.1,
  no_speech_prob: 0.01,
  ...more,
});

test('segments are sentences without speakers', () => {
  const file = {
    text: ' Shall we begin? Of course.',
    segments: [segment(' Shall we begin?', 0, 2), segment(' Of course.', 2, 3.5)],
    language: 'en',
  };
  expect(readFile(file)).toEqual({
    format: 'whisper',
    said: ['null|0|2|Shall we begin?', 'null|2|3.5|Of course.'],
    header: { language: 'en' },
    notices: [],
  });
});

test('faster-whisper and whisper-ctranslate2: a bare list, speakers, words with their blanks', () => {
  const words = [
    { start: 0.1, end: 0.4, word: ' Shall', probability: 0.9 },
    { start: 0.5, end: 0.7, word: ' we?', probability: 0.9 },
  ];
  expect(readFile([segment(' Shall we?', 0.1, 0.7, { words, speaker: 'SPEAKER_01' })])).toMatchObject({
    format: 'whisper',
    said: ['SPEAKER_01|0.1|0.7|Shall we?'],
    notices: [],
  });
});

test('a text with more words than the segments is told', () => {
  const file = {
    text: ' Shall we begin? Of course.',
    segments: [segment(' Shall we begin?', 0, 2)],
    language: 'en',
  };
  expect(readFile(file)).toMatchObject({ notices: ['words_misfit 1 text'] });
});

test('NaN, as Python writes it, is no reason to refuse', () => {
  const file = JSON.stringify({ segments: [segment(' Shall we?', 0, 1), segment(' Yes.', 1, 2)] });
  expect(readFile(file.replaceAll('-0.2', 'NaN'))).toMatchObject({
    said: ['null|0|1|Shall we?', 'null|1|2|Yes.'],
  });
});

test.each([
  [
    { start: 'soon' },
    'malformed: Read as Whisper JSON: segments[0].start is no time that can be read, nor are most others.',
  ],
  [{ text: ' ' }, 'no_speech: The file holds no words.'],
])('%o is refused', (change, expected) => {
  expect(readFile({ segments: [segment('Shall we?', 1, 2, change)] })).toBe(expected);
});

test('one odd segment is mended or left out, and told', () => {
  const good = [segment('One.', 0, 1), segment('Two.', 1, 2), segment('Three.', 2, 3)];
  const odd = [segment('Late.', 9, 8), 7, segment('', 5, 6), segment('When?', 4, 5, { start: 'soon' })];
  expect(readFile({ segments: [...good, ...odd] })).toMatchObject({
    said: ['null|0|1|One.', 'null|1|2|Two.', 'null|2|3|Three.', 'null|9|9|Late.', 'null|9|9|When?'],
    notices: [
      'items_unreadable 1 segments[4]',
      'items_left_out 1 segments[5]',
      'cues_unreadable 1 segments[6]',
      'cues_mended 2 segments[3]',
    ],
  });
});

const seconds = (ms: number): number => ms / 1000;
const words = (line: Line, key: string) =>
  line.words.map(({ text, startMs, endMs }) => ({
    [key]: text,
    start: seconds(startMs),
    end: seconds(endMs),
  }));

describe.each<Writer>([
  {
    format: 'whisper',
    write: (lines) => ({
      text: lines.map(({ text }) => ` ${text}`).join(''),
      segments: lines.map((line) =>
        segment(` ${line.text}`, seconds(line.startMs), seconds(line.endMs), { words: words(line, 'word') }),
      ),
      language: 'en',
    }),
    name: () => null,
  },
  {
    format: 'whisper',
    write: (lines) =>
      lines.map((line) =>
        segment(line.text, seconds(line.startMs), seconds(line.endMs), {
          speaker: `SPEAKER_0${line.person}`,
        }),
      ),
    name: (person) => `SPEAKER_0${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
