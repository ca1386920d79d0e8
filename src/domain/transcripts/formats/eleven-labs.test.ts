import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const entry = (type: string, text: string, [start, end]: readonly [number, number], speaker_id?: string) => ({
  text,
  start,
  end,
  type,
  logprob: -0.1,
  ...(speaker_id !== undefined && { speaker_id }),
});

test('words, the blanks between them, sounds that nobody says', () => {
  const words = [
    entry('word', 'Shall', [0.1, 0.4], 'speaker_0'),
    entry('spacing', ' ', [0.4, 0.5], 'speaker_0'),
    entry('word', 'we?', [0.5, 0.7], 'speaker_0'),
    entry('spacing', ' ', [0.7, 0.8], 'speaker_0'),
    entry('audio_event', '(laughter)', [0.8, 1], 'speaker_1'),
    entry('spacing', ' ', [1, 1.1], 'speaker_1'),
    entry('word', 'Yes.', [1.1, 1.5], 'speaker_1'),
  ];
  expect(
    readFile({ language_code: 'eng', language_probability: 0.9, text: 'Shall we? (laughter) Yes.', words }),
  ).toEqual({
    format: 'elevenlabs',
    said: ['speaker_0|0.1|0.7|Shall we?', 'speaker_1|1.1|1.5|Yes.'],
    header: { language: 'en' },
    notices: ['sounds_left_out 1 words[4]'],
  });
});

test('several channels: a transcript for each', () => {
  const transcripts = [0, 1].map((channel_index) => ({
    language_code: 'en',
    text: 'Yes.',
    channel_index,
    words: [entry('word', 'Yes.', [channel_index, channel_index + 0.5], 'speaker_0')],
  }));
  expect(readFile({ transcripts })).toMatchObject({
    said: ['Channel 0 speaker_0|0|0.5|Yes.', 'Channel 1 speaker_0|1|1.5|Yes.'],
  });
});

test('as the client library writes it', () => {
  const words = [{ text: 'Yes.', start: 0, end: 1, type: 'word', speakerId: 'speaker_1' }];
  expect(readFile({ languageCode: 'en', text: 'Yes.', words })).toMatchObject({
    said: ['speaker_1|0|1|Yes.'],
    header: { language: 'en' },
  });
});

test('blanks that are missing are put in; words that are missing are told', () => {
  const words = [entry('word', 'Shall', [0, 0.5]), entry('word', 'we?', [0.5, 0.9])];
  expect(readFile({ language_code: 'en', text: 'Shall we? Now!', words })).toMatchObject({
    said: ['null|0|0.9|Shall we?'],
    notices: ['words_misfit 1 words'],
  });
});

describe.each<Writer>([
  {
    format: 'elevenlabs',
    write: (lines) => ({
      language_code: 'deu',
      language_probability: 1,
      text: lines.map(({ text }) => text).join(' '),
      words: lines.flatMap(({ person, words }, at) =>
        words.flatMap(({ text, startMs, endMs }, index) => [
          ...(at + index > 0
            ? [entry('spacing', ' ', [startMs / 1000, startMs / 1000], `speaker_${person}`)]
            : []),
          entry('word', text, [startMs / 1000, endMs / 1000], `speaker_${person}`),
        ]),
      ),
    }),
    name: (person) => `speaker_${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
