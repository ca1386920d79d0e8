import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const said = (display_name: string | null, text: string, timestamp: string) => ({
  speaker: { display_name, matched_calendar_invitee_email: null },
  text,
  timestamp,
});
const meeting = {
  title: 'Roof project',
  recording_id: 7,
  created_at: '2026-06-03T11:00:00Z',
  recording_start_time: '2026-06-03T10:00:12Z',
  transcript_language: 'en',
  calendar_invitees: [{ name: 'Mara Lind', email: 'mara@acme.example', is_external: false }],
  transcript: [said('Mara Lind', 'Shall we?', '00:00:03'), said('Tobias Reck', 'Yes.', '01:02:05')],
};
const expected = {
  format: 'fathom_json',
  said: ['Mara Lind|3|6.2|Shall we?', 'Tobias Reck|3725|3727.6|Yes.'],
  header: {
    title: 'Roof project',
    date: '2026-06-03T10:00:12.000Z',
    language: 'en',
    participants: [{ name: 'Mara Lind', email: 'mara@acme.example', role: null }],
  },
  notices: ['ends_estimated 2 transcript[0]'],
};

test('a meeting, bare or in a list of one', () => {
  expect(readFile(meeting)).toEqual(expected);
  expect(readFile({ items: [meeting], limit: 10, next_cursor: null })).toEqual(expected);
});

test('several meetings are several conversations', () => {
  expect(readFile({ items: [meeting, meeting] })).toBe(
    'malformed: Read as Fathom JSON: items holds 2 meetings; write each into a file of its own.',
  );
});

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 23);

describe.each<Writer>([
  {
    format: 'fathom_json',
    write: (lines) => ({
      transcript: lines.map(({ person, text, startMs }) => said(`Person ${person}`, text, clock(startMs))),
    }),
    name: (person) => `Person ${person}`,
    lacks: 'ends',
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
