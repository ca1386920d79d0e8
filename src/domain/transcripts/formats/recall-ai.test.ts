import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const stamp = (relative: number) => ({
  relative,
  absolute: new Date(1_780_480_800_000 + relative * 1000).toISOString(),
});
const word = (text: string, start: number, end: number) => ({
  text,
  start_timestamp: stamp(start),
  end_timestamp: stamp(end),
});
const participant = (id: number, name: string | null, email: string | null = null) => ({
  id,
  name,
  is_host: true,
  platform: 'desktop',
  extra_data: {},
  email,
});

test('blocks of a participant become sentences; the recording began when the first word says', () => {
  const blocks = [
    {
      participant: participant(100, 'Mara Lind', 'mara@acme.example'),
      words: [word('Shall', 9.5, 9.9), word('we?', 10, 10.5), word('Now.', 11, 11.5)],
    },
    { participant: participant(200, null), words: [word('Yes.', 12, 12.5)] },
    { participant: participant(300, 'Ines'), words: [] },
  ];
  expect(readFile(blocks)).toEqual({
    format: 'recallai',
    said: ['Mara Lind|9.5|10.5|Shall we?', 'Mara Lind|11|11.5|Now.', 'Speaker 200|12|12.5|Yes.'],
    header: {
      date: '2026-06-03T10:00:00.000Z',
      participants: [{ name: 'Mara Lind', email: 'mara@acme.example', role: null }],
    },
    notices: ['items_left_out 1 [2]'],
  });
});

test('the older shape: speaker and plain seconds', () => {
  const words = [
    { text: 'Shall we?', start_timestamp: 1.2, end_timestamp: 1.9, language: 'en', confidence: 0.9 },
  ];
  expect(
    readFile([
      { speaker: 'Mara Lind', speaker_id: 100, language: 'en', words },
      { speaker: null, words },
    ]),
  ).toMatchObject({
    format: 'recallai',
    said: ['Mara Lind|1.2|1.9|Shall we?', 'null|1.2|1.9|Shall we?'],
    header: { language: 'en' },
  });
});

describe.each<Writer>([
  {
    format: 'recallai',
    write: (lines) =>
      lines.map(({ person, words }) => ({
        participant: participant(person, `Person ${person}`),
        words: words.map(({ text, startMs, endMs }) => word(text, startMs / 1000, endMs / 1000)),
      })),
    name: (person) => `Person ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
