import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const word = (value: string, ts: number, end_ts: number) => ({
  type: 'text',
  value,
  ts,
  end_ts,
  confidence: 0.9,
});
const punct = (value: string) => ({ type: 'punct', value });

test('monologues become sentences; speakers are counted as the tool does', () => {
  const elements = [
    word('Shall', 0.1, 0.4),
    punct(' '),
    word('we', 0.5, 0.7),
    punct('?'),
    punct(' '),
    word('Now', 0.9, 1.1),
    punct('.'),
  ];
  const monologues = [
    { speaker: 0, elements },
    { speaker: 1, elements: [word('Yes', 2.1, 2.5), punct('.')] },
  ];
  expect(readFile({ monologues })).toEqual({
    format: 'revai',
    said: ['Speaker 0|0.1|0.7|Shall we?', 'Speaker 0|0.9|1.1|Now.', 'Speaker 1|2.1|2.5|Yes.'],
    header: {},
    notices: [],
  });
});

test('names of people: beside the monologue or in a list', () => {
  const elements = [word('Yes', 2.1, 2.5), punct('.')];
  const file = {
    speakers: [{ id: 1, name: 'Tobias Reck' }],
    monologues: [
      { speaker: 0, speaker_info: { id: '0', display_name: 'Mara Lind' }, elements: [word('Now', 0, 1)] },
      { speaker: 1, elements },
    ],
  };
  expect(readFile(file)).toMatchObject({ said: ['Mara Lind|0|1|Now', 'Tobias Reck|2.1|2.5|Yes.'] });
});

test('human transcripts: clock times, words without, elements that are not understood', () => {
  const elements = [
    { type: 'text', value: 'Shall', timestamp: '00:00:01,500', end_timestamp: '00:00:02,000' },
    punct(' '),
    { type: 'text', value: 'we' },
    punct(' '),
    { type: 'unknown', value: '<inaudible>' },
  ];
  expect(
    readFile({
      monologues: [
        { speaker: 0, elements },
        { speaker: 1, elements: [] },
      ],
    }),
  ).toMatchObject({
    said: ['Speaker 0|1.5|2|Shall we <inaudible>'],
    notices: ['items_left_out 1 monologues[1]'],
  });
});

test('words do not run together where the blanks between them are missing', () => {
  const elements = [word('Shall', 0, 0.4), word('we', 0.5, 0.7), punct('?')];
  expect(readFile({ monologues: [{ speaker: 2, elements }] })).toMatchObject({
    said: ['Speaker 2|0|0.7|Shall we?'],
  });
});

describe.each<Writer>([
  {
    format: 'revai',
    write: (lines) => ({
      monologues: lines.map(({ person, words }) => ({
        speaker: person,
        elements: words.flatMap(({ text, startMs, endMs }, at) => [
          ...(at > 0 ? [punct(' ')] : []),
          word(text.replace(/[.?!]$/u, ''), startMs / 1000, endMs / 1000),
          ...(/[.?!]$/u.test(text) ? [punct(text.slice(-1))] : []),
        ]),
      })),
    }),
    name: (person) => `Speaker ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
