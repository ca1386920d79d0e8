import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const file = (text: string, segments: unknown[], more = {}) => ({
  transcript: { text, language: 'en-US', duration: 4, confidence: 0.9 },
  segments,
  metadata: { created_at: '2026-06-03T10:00:00Z', provider: 'deepgram', model: 'nova-2' },
  ...more,
});
const segment = (text: string, [start, end]: readonly [number, number], speaker: unknown, more = {}) => ({
  id: 0,
  start,
  end,
  text,
  confidence: 0.9,
  speaker,
  ...more,
});

test('segments with the names of their speakers; words by their numbers', () => {
  const words = [
    { id: 4, start: 1, end: 1.4, text: 'Yes', confidence: 0.9, speaker: 1, is_punctuation: false },
    { id: 5, start: 1.4, end: 1.5, text: '.', confidence: 0.9, speaker: 1, is_punctuation: true },
  ];
  const speakers = { 0: { id: 0, label: 'Mara Lind', segments: [0] } };
  const segments = [segment('Shall we?', [0, 1], 0), segment('Yes.', [1, 2], 1, { words: [4, 5] })];
  expect(readFile(file('Shall we? Yes.', segments, { words, speakers }))).toEqual({
    format: 'wtf',
    said: ['Mara Lind|0|1|Shall we?', 'Speaker 1|1|2|Yes.'],
    header: { language: 'en-US' },
    notices: [],
  });
});

describe.each<Writer>([
  {
    format: 'wtf',
    write: (lines) =>
      file(
        lines.map(({ text }) => text).join(' '),
        lines.map(({ person, text, startMs, endMs }) =>
          segment(text, [startMs / 1000, endMs / 1000], person),
        ),
      ),
    name: (person) => `Speaker ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
