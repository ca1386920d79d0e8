import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const began = 1_780_480_800_000;
const turn = (role: string, message: string, [from, to]: readonly [number, number], more = {}) => ({
  role,
  message,
  time: began + from,
  endTime: began + to,
  secondsFromStart: from / 1000,
  duration: to - from,
  ...more,
});
const messages = [
  { role: 'system', message: 'You are a helpful roofer.', time: began, secondsFromStart: 0 },
  turn('bot', 'Shall we?', [100, 2000]),
  { role: 'tool_calls', toolCalls: [], message: '', time: began, secondsFromStart: 2 },
  turn('user', 'Yes.', [2100, 3500]),
];

test('a call: its turns, not its instructions', () => {
  const call = {
    id: 'c',
    orgId: 'o',
    name: 'Roof',
    createdAt: '2026-06-03T09:59:00Z',
    startedAt: '2026-06-03T10:00:00Z',
    artifact: { messages },
  };
  expect(readFile(call)).toEqual({
    format: 'vapi',
    said: ['bot|0.1|2|Shall we?', 'user|2.1|3.5|Yes.'],
    header: { title: 'Roof', date: '2026-06-03T10:00:00.000Z' },
    notices: ['lines_left_out 2 messages[0]'],
  });
});

test('the report at its end names them', () => {
  const message = {
    type: 'end-of-call-report',
    startedAt: '2026-06-03T10:00:00Z',
    artifact: { messages },
    assistant: { name: 'Roof helper' },
    customer: { name: 'Mara Lind', number: '+4930' },
  };
  expect(readFile({ message })).toMatchObject({
    said: ['Roof helper|0.1|2|Shall we?', 'Mara Lind|2.1|3.5|Yes.'],
    header: { date: '2026-06-03T10:00:00.000Z' },
  });
  const labelled = [
    turn('user', 'Yes.', [0, 900], { speakerLabel: 'Speaker 2' }),
    turn('bot', 'No.', [900, 1500], { assistantName: 'Ava' }),
  ];
  expect(readFile({ messages: labelled })).toMatchObject({
    said: ['Speaker 2|0|0.9|Yes.', 'Ava|0.9|1.5|No.'],
  });
});

describe.each<Writer>([
  {
    format: 'vapi',
    write: (lines) => ({
      artifact: {
        messages: lines.map(({ person, text, startMs, endMs }) =>
          turn('user', text, [startMs, endMs], { speakerLabel: `Person ${person}` }),
        ),
      },
    }),
    name: (person) => `Person ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
