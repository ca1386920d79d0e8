import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const word = (text: string, start: number, speaker: string) => ({
  word: text,
  start,
  end: start + 0.2,
  score: 0.9,
  speaker,
});

test('a segment in which two speak is cut where the words say so; figures without times stay where they stand', () => {
  const file = {
    segments: [
      {
        start: 0.1,
        end: 2.4,
        text: ' Shall we take 42? Of course.',
        words: [
          word('Shall', 0.1, 'SPEAKER_00'),
          word('we', 0.4, 'SPEAKER_00'),
          word('take', 0.7, 'SPEAKER_00'),
          { word: '42?' },
          word('Of', 1.8, 'SPEAKER_01'),
          word('course.', 2.1, 'SPEAKER_01'),
        ],
        speaker: 'SPEAKER_00',
      },
    ],
    word_segments: [],
    language: 'de',
  };
  expect(readFile(file)).toEqual({
    format: 'whisperx',
    said: ['SPEAKER_00|0.1|0.9|Shall we take 42?', 'SPEAKER_01|1.8|2.4|Of course.'],
    header: { language: 'de' },
    notices: [],
  });
});

test('segments without a speaker are told, words that do not fit too', () => {
  const file = {
    segments: [
      { start: 0, end: 1, text: ' Shall we?', words: [word('Shall', 0, 'SPEAKER_00')] },
      { start: 1, end: 2, text: ' Yes.', words: [word('Yes.', 1, 'SPEAKER_01')] },
    ],
    word_segments: [],
  };
  expect(readFile(file)).toMatchObject({
    said: ['null|0|1|Shall we?', 'SPEAKER_01|1|2|Yes.'],
    notices: ['words_misfit 1 segments[0]', 'speakers_unknown 1 segments[0]'],
  });
});

test('words alone are put together', () => {
  const words = [word('Shall', 0, 'A'), word('we?', 0.3, 'A'), word('Yes.', 0.8, 'B')];
  expect(readFile({ segments: [], word_segments: words })).toMatchObject({
    format: 'whisperx',
    said: ['A|0|0.5|Shall we?', 'B|0.8|1|Yes.'],
  });
});

describe.each<Writer>([
  {
    format: 'whisperx',
    write: (lines) => ({
      segments: lines.map(({ person, text, words, startMs, endMs }) => ({
        start: startMs / 1000,
        end: endMs / 1000,
        text: ` ${text}`,
        words: words.map((it) => ({
          word: it.text,
          start: it.startMs / 1000,
          end: it.endMs / 1000,
          score: 0.8,
          speaker: `SPEAKER_0${person}`,
        })),
        speaker: `SPEAKER_0${person}`,
      })),
      word_segments: [],
      language: 'en',
    }),
    name: (person) => `SPEAKER_0${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
