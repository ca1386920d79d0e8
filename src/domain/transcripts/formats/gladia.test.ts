import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const answer = (full_transcript: string, utterances: unknown[]) => ({
  id: 'g',
  request_id: 'G-1',
  version: 2,
  status: 'done',
  kind: 'pre-recorded',
  file: { filename: 'a.wav', audio_duration: 4, number_of_channels: 1 },
  result: {
    metadata: { audio_duration: 4 },
    transcription: { full_transcript, languages: ['en'], utterances },
  },
});
const utterance = (text: string, [start, end]: readonly [number, number], speaker?: number, more = {}) => ({
  text,
  start,
  end,
  confidence: 0.9,
  channel: 0,
  language: 'en',
  words: [],
  ...(speaker !== undefined && { speaker }),
  ...more,
});

test('utterances with speakers', () => {
  const words = [
    { word: 'Shall', start: 0.1, end: 0.4 },
    { word: ' we?', start: 0.5, end: 0.9 },
  ];
  const utterances = [utterance('Shall we?', [0.1, 0.9], 0, { words }), utterance('Yes.', [1, 1.5], 1)];
  expect(readFile(answer('Shall we? Yes.', utterances))).toEqual({
    format: 'gladia',
    said: ['Speaker 0|0.1|0.9|Shall we?', 'Speaker 1|1|1.5|Yes.'],
    header: { language: 'en' },
    notices: [],
  });
});

test('without speakers; with channels; with less than the full transcript', () => {
  expect(readFile(answer('Yes.', [utterance('Yes.', [1, 1.5])]))).toMatchObject({
    said: ['null|1|1.5|Yes.'],
  });
  const channels = [utterance('Yes.', [1, 1.5], 0), utterance('No.', [2, 2.5], 0, { channel: 1 })];
  expect(readFile(answer('Yes. No.', channels))).toMatchObject({
    said: ['Channel 0 Speaker 0|1|1.5|Yes.', 'Channel 1 Speaker 0|2|2.5|No.'],
  });
  expect(readFile(answer('Yes. No.', [utterance('Yes.', [1, 1.5])]))).toMatchObject({
    notices: ['words_misfit 1 transcription.full_transcript'],
  });
});

describe.each<Writer>([
  {
    format: 'gladia',
    write: (lines) =>
      answer(
        lines.map(({ text }) => text).join(' '),
        lines.map(({ person, text, words, startMs, endMs }) =>
          utterance(text, [startMs / 1000, endMs / 1000], person, {
            words: words.map((it) => ({
              word: it.text,
              start: it.startMs / 1000,
              end: it.endMs / 1000,
              confidence: 0.9,
            })),
          }),
        ),
      ),
    name: (person) => `Speaker ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
