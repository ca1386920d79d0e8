import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const sentence = (
  index: number,
  text: string | null,
  [start_time, end_time]: readonly [unknown, unknown],
  more = {},
) => ({
  index,
  speaker_name: 'Mara Lind',
  speaker_id: 0,
  text,
  raw_text: text?.toLowerCase(),
  start_time,
  end_time,
  ...more,
});

test('sentences, the date in milliseconds, people with and without names', () => {
  const transcript = {
    id: 'x',
    title: 'Roof project',
    date: 1_780_480_800_000,
    duration: 4.2,
    participants: ['mara@acme.example', 'tobias@roof.example,ines@roof.example'],
    meeting_attendees: [{ displayName: 'Mara Lind', email: 'mara@acme.example', phoneNumber: null }],
    speakers: [{ id: 1, name: 'Tobias Reck' }],
    sentences: [
      sentence(0, 'Shall we start?', [0.1, 2]),
      sentence(1, 'Yes.', [2.1, 3.5], { speaker_name: null, speaker_id: 1 }),
      sentence(2, 'Well.', ['3.6', '4'], { speaker_name: null, speaker_id: 2 }),
    ],
  };
  const expected = {
    format: 'fireflies',
    said: ['Mara Lind|0.1|2|Shall we start?', 'Tobias Reck|2.1|3.5|Yes.', 'Speaker 2|3.6|4|Well.'],
    header: {
      title: 'Roof project',
      date: '2026-06-03T10:00:00.000Z',
      participants: [
        { name: 'Mara Lind', email: 'mara@acme.example', role: null },
        { name: null, email: 'tobias@roof.example', role: null },
        { name: null, email: 'ines@roof.example', role: null },
      ],
    },
    notices: [],
  };
  expect(readFile(transcript)).toEqual(expected);
  expect(readFile({ data: { transcript } })).toEqual(expected);
});

test('a sentence without its edited text has what was heard', () => {
  const sentences = [sentence(0, null, [0, 1], { raw_text: 'shall we' })];
  expect(readFile({ id: 'x', sentences })).toMatchObject({ said: ['Mara Lind|0|1|shall we'] });
});

describe.each<Writer>([
  {
    format: 'fireflies',
    write: (lines) => ({
      id: 'x',
      date: 1_780_480_800_000,
      sentences: lines.map(({ person, text, startMs, endMs }, at) =>
        sentence(at, text, [startMs / 1000, endMs / 1000], {
          speaker_name: `Person ${person}`,
          speaker_id: person,
          raw_text: text.toLowerCase(),
        }),
      ),
    }),
    name: (person) => `Person ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
