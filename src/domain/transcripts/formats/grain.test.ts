import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const segments = [
  { participant_id: 'p1', speaker: 'Mara Lind', start: 100, end: 2000, text: 'Shall we?' },
  { participant_id: null, speaker: 'Unknown speaker', start: 2100, end: 3500, text: 'Yes.' },
];

test('a bare transcript is milliseconds', () => {
  expect(readFile(segments)).toEqual({
    format: 'grain',
    said: ['Mara Lind|0.1|2|Shall we?', 'null|2.1|3.5|Yes.'],
    header: {},
    notices: ['speakers_unknown 1 [1]'],
  });
});

test('with what is known of the recording', () => {
  const recording = {
    id: 'r',
    title: 'Roof',
    start_datetime: '2026-06-03T10:00:00Z',
    participants: [{ id: 'p1', name: 'Mara Lind', email: 'mara@acme.example' }],
    transcript_json: segments,
  };
  expect(readFile(recording)).toMatchObject({
    format: 'grain',
    said: ['Mara Lind|0.1|2|Shall we?', 'null|2.1|3.5|Yes.'],
    header: {
      title: 'Roof',
      date: '2026-06-03T10:00:00.000Z',
      participants: [{ name: 'Mara Lind', email: 'mara@acme.example', role: null }],
    },
  });
});

describe.each<Writer>([
  {
    format: 'grain',
    write: (lines) =>
      lines.map(({ person, text, startMs, endMs }) => ({
        participant_id: `p${person}`,
        speaker: `Person ${person}`,
        start: startMs,
        end: endMs,
        text,
      })),
    name: (person) => `Person ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
