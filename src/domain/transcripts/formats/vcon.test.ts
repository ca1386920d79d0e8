import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const parties = [
  { name: 'Mara Lind', mailto: 'mailto:mara@acme.example', role: 'agent' },
  { name: 'Tobias Reck', tel: 'tel:+4930' },
];
const vcon = (more: object) => ({
  vcon: '0.0.2',
  uuid: '018f',
  created_at: '2026-06-03T11:00:00Z',
  parties,
  ...more,
});
const participants = [
  { name: 'Mara Lind', email: 'mara@acme.example', role: 'agent' },
  { name: 'Tobias Reck', email: null, role: null },
];
const message = (second: number, party: number | number[], body: string, more = {}) => ({
  type: 'text',
  start: `2026-06-03T10:00:0${second}Z`,
  parties: party,
  mediatype: 'text/plain',
  body,
  encoding: 'none',
  ...more,
});

test('messages have their time; whoever is the originator, or first, sent them', () => {
  const dialog = [
    message(0, [0, 1], 'Shall we?'),
    message(2, [0, 1], '<p>Yes &amp; no.</p>', { originator: 1, mediatype: 'text/html' }),
    message(4, 0, Buffer.from('Well …').toString('base64url'), { encoding: 'base64url' }),
    message(5, 1, '%PDF', { mediatype: 'application/pdf' }),
  ];
  expect(readFile(vcon({ subject: 'Roof', dialog, analysis: [] }))).toEqual({
    format: 'vcon',
    said: [
      'Mara Lind|2026-06-03T10:00:00.000Z|Shall we?',
      'Tobias Reck|2026-06-03T10:00:02.000Z|Yes & no.',
      'Mara Lind|2026-06-03T10:00:04.000Z|Well …',
    ],
    header: { title: 'Roof', date: '2026-06-03T10:00:00.000Z', participants },
    notices: ['items_unreadable 1 dialog[3].body'],
  });
});

test('transcripts of recordings stand on the time line of the dialog', () => {
  const dialog = [
    {
      type: 'recording',
      start: '2026-06-03T10:00:00Z',
      duration: 9,
      parties: [0, 1],
      mediatype: 'audio/wav',
    },
    { type: 'recording', start: '2026-06-03T10:01:00Z', duration: 9, parties: 1, mediatype: 'audio/wav' },
    message(5, 1, 'A note.', { duration: 1 }),
  ];
  const alternative = {
    transcript: 'Shall we? Yes.',
    confidence: 0.9,
    words: [
      { word: 'shall', punctuated_word: 'Shall', start: 0.1, end: 0.5, speaker: 0 },
      { word: 'we', punctuated_word: 'we?', start: 0.5, end: 0.9, speaker: 0 },
      { word: 'yes', punctuated_word: 'Yes.', start: 1, end: 1.5, speaker: 1 },
    ],
  };
  const wtf = {
    transcript: { text: 'Fine.', language: 'en-US', duration: 2, confidence: 0.9 },
    segments: [{ id: 0, start: 1, end: 2, text: 'Fine.', confidence: 0.9, words: [0] }],
    metadata: { provider: 'whisper' },
    words: [{ id: 0, start: 1, end: 2, text: 'Fine.' }],
  };
  const analysis = [
    { type: 'summary', dialog: 0, body: 'A summary.' },
    {
      type: 'transcript',
      dialog: 0,
      vendor: 'deepgram',
      encoding: 'json',
      body: JSON.stringify(alternative),
    },
    { type: 'transcript', dialog: 0, vendor: 'other', body: 'The same once more.' },
    { type: 'wtf_transcription', dialog: 1, encoding: 'json', body: wtf },
  ];
  expect(readFile(vcon({ dialog, analysis }))).toEqual({
    format: 'vcon',
    said: [
      'Speaker 0|0.1|0.9|Shall we?',
      'Speaker 1|1|1.5|Yes.',
      'Tobias Reck|5|6|A note.',
      'Tobias Reck|61|62|Fine.',
    ],
    header: { date: '2026-06-03T10:00:00.000Z', language: 'en-US', participants },
    notices: [],
  });
});

test('a signed one is read, an encrypted one refused', () => {
  const payload = Buffer.from(JSON.stringify(vcon({ dialog: [message(0, 0, 'Yes.')] }))).toString(
    'base64url',
  );
  expect(readFile({ payload, signatures: [{ protected: 'e30', signature: 'x' }] })).toMatchObject({
    said: ['Mara Lind|2026-06-03T10:00:00.000Z|Yes.'],
  });
  expect(readFile({ protected: 'e30', recipients: [], ciphertext: 'x' })).toBe(
    'malformed: Read as vCon: it is encrypted (JWE); decrypt it before it is imported.',
  );
});

test('a party without a name is counted', () => {
  expect(readFile({ ...vcon({ dialog: [message(0, 1, 'Yes.')] }), parties: [{}, {}] })).toMatchObject({
    said: ['Speaker 1|2026-06-03T10:00:00.000Z|Yes.'],
  });
});

describe.each<Writer>([
  {
    format: 'vcon',
    write: (lines) =>
      vcon({
        parties: [0, 1, 2].map((person) => ({ name: `Person ${person}` })),
        dialog: lines.map(({ person, text, startMs, endMs }) => ({
          ...message(0, person, text),
          start: new Date(
            Date.parse('2026-06-03T10:00:00Z') + startMs - (lines[0]?.startMs ?? 0),
          ).toISOString(),
          duration: (endMs - startMs) / 1000,
        })),
      }),
    name: (person) => `Person ${person}`,
    lacks: 'times',
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
