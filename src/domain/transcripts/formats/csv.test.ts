import { expect, test } from 'vitest';
import { expectSameConversations, readFile } from '../../../../test/support/written-conversations.ts';

const csv = (text: string) => readFile(text, { name: 'a.csv' });
const said = ['Mara Lind|0.1|2|Shall we start, or wait?', 'Tobias Reck|2.1|3.5|Yes. "Now"!'];

test.each([
  [
    'commas',
    'start,end,speaker,text\n0.1,2,Mara Lind,"Shall we start,\nor wait?"\n2.1,3.5,Tobias Reck,"Yes. ""Now""!"\n',
  ],
  [
    'semicolons',
    'Speaker;Start;End;Transcript\nMara Lind;0.1;2;Shall we start, or wait?\r\nTobias Reck;2.1;3.5;"Yes. ""Now""!"',
  ],
  [
    'tabs',
    '"Speaker Name"\tStart (s)\tEnd (s)\tText\tConfidence\nMara Lind\t0.1\t2\tShall we start, or wait?\t0.9\nTobias Reck\t2.1\t3.5\tYes. "Now"!',
  ],
])('%s', (_name, text) => {
  expect(csv(text)).toMatchObject({ format: 'csv', said, notices: [] });
  expect(readFile(text, { name: 'a.txt' })).toMatchObject({ format: 'csv', said });
});

test('milliseconds, as whisper.cpp and Whisper write them', () => {
  expect(csv('start,end,speaker,text\n100,2000,0," Shall we start?"\n2100,3500,?," Yes."')).toMatchObject({
    said: ['Speaker 0|0.1|2|Shall we start?', 'null|2.1|3.5|Yes.'],
    notices: ['time_unit_guessed 1 row 2, start', 'speakers_unknown 1 row 3'],
  });
});

test('messages with their time of day; rows without words are left out', () => {
  expect(
    csv(
      'date,from,message\n2026-06-03T10:00:00Z,Mara Lind,Yes.\n,Tobias Reck,\n2026-06-03 10:01:00,Ines,No.',
    ),
  ).toMatchObject({
    said: ['Mara Lind|2026-06-03T10:00:00.000Z|Yes.', 'Ines|2026-06-03T10:01:00.000Z|No.'],
    header: { date: '2026-06-03T10:00:00.000Z' },
    notices: ['items_left_out 1 row 3'],
  });
});

test.each([
  [
    'a,b\n1,2',
    /^unknown_format: The table has no columns that can be read; its first row must name a column text/,
  ],
  ['speaker,text\nA,"Yes', /^malformed: Read as a table: Quote Not Closed.* line 2/],
  ['speaker,text\nA,\n', /^no_speech/],
])('%j is refused', (text, expected) => {
  expect(csv(text)).toMatch(expected);
});

test('property: conversations come back the same', () => {
  const quote = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;
  expectSameConversations({
    format: 'csv',
    fileName: 'a.csv',
    write: (lines) =>
      ['speaker;text;start_ms;end_ms']
        .concat(
          lines.map((line) =>
            [`Person ${line.person}`, line.text, line.startMs, line.endMs].map(quote).join(';'),
          ),
        )
        .join('\n'),
    name: (person) => `Person ${person}`,
  });
});
