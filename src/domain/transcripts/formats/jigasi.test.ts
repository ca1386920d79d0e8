import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const began = Date.parse('2026-06-03T10:00:00Z');
const person = (name: string, more = {}) => ({ name, id: `${name}@a.example`, ...more });
const speech = (name: string, text: string, ms: number, more = {}) => ({
  event: 'SPEECH',
  timestamp: began + ms,
  participant: person(name),
  transcript: [
    { text, confidence: 0.9 },
    { text: 'something else', confidence: 0.1 },
  ],
  language: 'en-US',
  is_interim: false,
  message_id: `m${ms}`,
  stability: 0,
  ...more,
});

test('speech with its time of day; what will be replaced and what is no speech is left out', () => {
  const file = {
    room_name: 'roof@conference.a.example',
    start_time: '2026-06-03T10:00:00Z',
    end_time: '2026-06-03T10:10:00Z',
    initial_participants: [person('Mara Lind', { email: 'mara@acme.example' })],
    events: [
      { event: 'JOIN', timestamp: began + 500, participant: person('Tobias Reck') },
      speech('Mara Lind', 'Shall', 1000, { is_interim: true, message_id: 'm1500' }),
      speech('Mara Lind', 'Shall we?', 1500),
      speech('Tobias Reck', 'Yes.', 3000),
    ],
  };
  expect(readFile(file)).toEqual({
    format: 'jigasi',
    said: ['Mara Lind|1.5|3|Shall we?', 'Tobias Reck|3|5.6|Yes.'],
    header: {
      title: 'roof',
      date: '2026-06-03T10:00:00.000Z',
      language: 'en-US',
      participants: [{ name: 'Mara Lind', email: 'mara@acme.example', role: null }],
    },
    notices: ['lines_left_out 2 events[0]', 'ends_estimated 2 events[2]'],
  });
});

describe.each<Writer>([
  {
    format: 'jigasi',
    write: (lines) => ({
      start_time: '2026-06-03T10:00:00Z',
      events: lines.map((line) =>
        speech(`Person ${line.person}`, line.text, line.startMs, { transcript: [{ text: line.text }] }),
      ),
    }),
    name: (number) => `Person ${number}`,
    lacks: 'ends',
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
