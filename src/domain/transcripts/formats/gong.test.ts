import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const said = (text: string, start: number, end: number) => ({ start, end, text });
const transcript = [
  {
    speakerId: '6432345678901234567',
    topic: 'Intro',
    sentences: [said('Shall we?', 100, 900), said('Now?', 1000, 1400)],
  },
  { speakerId: '2', topic: null, sentences: [said('Yes.', 2100, 3500)] },
];

test('without parties speakers are counted as the tool does', () => {
  expect(readFile({ requestId: 'r', records: {}, callTranscripts: [{ callId: '7', transcript }] })).toEqual({
    format: 'gong',
    said: [
      'Speaker 6432345678901234567|0.1|0.9|Shall we?',
      'Speaker 6432345678901234567|1|1.4|Now?',
      'Speaker 2|2.1|3.5|Yes.',
    ],
    header: {},
    notices: [],
  });
});

test('the answer of calls/extensive beside it names them', () => {
  const parties = [
    {
      id: 'p',
      speakerId: '6432345678901234567',
      name: 'Mara Lind',
      emailAddress: 'mara@acme.example',
      affiliation: 'Internal',
    },
    { id: 'q', speakerId: '2', name: null, emailAddress: 'tobias@roof.example', affiliation: 'External' },
  ];
  const metaData = { id: '7', title: 'Roof', started: '2026-06-03T12:00:00+02:00', language: 'eng' };
  const calls = [
    { metaData: { id: '8', title: 'Other' }, parties: [] },
    { metaData, parties },
  ];
  expect(readFile({ callTranscripts: [{ callId: '7', transcript }], calls })).toMatchObject({
    said: ['Mara Lind|0.1|0.9|Shall we?', 'Mara Lind|1|1.4|Now?', 'tobias@roof.example|2.1|3.5|Yes.'],
    header: {
      title: 'Roof',
      date: '2026-06-03T10:00:00.000Z',
      language: 'en',
      participants: [
        { name: 'Mara Lind', email: 'mara@acme.example', role: null },
        { name: null, email: 'tobias@roof.example', role: null },
      ],
    },
  });
});

test('several calls are several conversations', () => {
  expect(
    readFile({
      callTranscripts: [
        { callId: '7', transcript },
        { callId: '8', transcript },
      ],
    }),
  ).toBe('malformed: Read as Gong JSON: callTranscripts holds 2 calls; write each into a file of its own.');
});

describe.each<Writer>([
  {
    format: 'gong',
    write: (lines) => ({
      callTranscripts: [
        {
          callId: '7',
          transcript: lines.map(({ person, text, startMs, endMs }) => ({
            speakerId: `${person}`,
            topic: null,
            sentences: [said(text, startMs, endMs)],
          })),
        },
      ],
      parties: [0, 1, 2].map((person) => ({ speakerId: `${person}`, name: `Person ${person}` })),
    }),
    name: (person) => `Person ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
