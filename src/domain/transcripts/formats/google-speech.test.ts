import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  type Line,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const word = (text: string, start: number, end: number, more = {}) => ({
  startTime: `${start}s`,
  endTime: `${end.toFixed(3)}s`,
  word: text,
  ...more,
});
const result = (transcript: string, words: object[], more = {}) => ({
  alternatives: [{ transcript, confidence: 0.9, words }],
  ...more,
});

test('version 1: results without speakers, one with no words of its own', () => {
  const results = [
    result('Shall we? Now.', [word('Shall', 0.1, 0.4), word('we?', 0.5, 0.7), word('Now.', 1, 1.5)], {
      languageCode: 'en-us',
      resultEndTime: '2s',
    }),
    result(' Yes.', [], { resultEndTime: '4.200s' }),
  ];
  expect(readFile({ results, totalBilledTime: '15s' })).toEqual({
    format: 'google_speech',
    said: ['null|0.1|0.7|Shall we?', 'null|1|1.5|Now.', 'null|2|4.2|Yes.'],
    header: { language: 'en-US' },
    notices: ['starts_from_ends 1 results[1]'],
  });
});

test('with speakers told apart the last result repeats all words; they are read once', () => {
  const first = [word('Shall', 0.1, 0.4), word('we?', 0.5, 0.7)];
  const second = [word('Yes.', 1, 1.5)];
  const tagged = [...first, ...second].map((it, at) => ({ ...it, speakerTag: at < 2 ? 1 : 2 }));
  const results = [
    result('Shall we?', first),
    result(' Yes.', second),
    { alternatives: [{ words: tagged }] },
  ];
  expect(readFile({ response: { '@type': 'x', results } })).toMatchObject({
    said: ['Speaker 1|0.1|0.7|Shall we?', 'Speaker 2|1|1.5|Yes.'],
    notices: [],
  });
});

test('a repetition that is written otherwise is told', () => {
  const results = [
    result('Take 20.', [word('Take', 0.1, 0.4), word('20.', 0.5, 0.7)]),
    {
      alternatives: [
        { words: [word('Take', 0.1, 0.4, { speakerTag: 1 }), word('twenty.', 0.5, 0.7, { speakerTag: 1 })] },
      ],
    },
  ];
  expect(readFile({ results })).toMatchObject({
    said: ['Speaker 1|0.1|0.7|Take twenty.'],
    notices: ['words_misfit 1 results[1]'],
  });
});

test('version 2: offsets, labels, a batch of one file; client libraries: seconds and nanos', () => {
  const words = [
    { startOffset: '0.100s', endOffset: '0.400s', word: 'Shall?', speakerLabel: '1' },
    { startOffset: '1s', endOffset: '1.500s', word: 'Yes.', speakerLabel: '2' },
  ];
  const transcript = { results: [result('Shall? Yes.', words, { languageCode: 'de-DE' })] };
  expect(readFile({ results: { 'gs://a/b.wav': { transcript } } })).toMatchObject({
    said: ['Speaker 1|0.1|0.4|Shall?', 'Speaker 2|1|1.5|Yes.'],
    header: { language: 'de-DE' },
  });
  const longs = [
    {
      start_time: { seconds: '1', nanos: 500_000_000 },
      end_time: { seconds: 2 },
      word: 'Yes.',
      speaker_tag: 0,
    },
  ];
  expect(readFile({ results: [result('Yes.', longs)] })).toMatchObject({ said: ['null|1.5|2|Yes.'] });
});

test('channels are sources of speakers', () => {
  const results = [
    result('Yes.', [word('Yes.', 1, 2)], { channelTag: 1 }),
    result('No.', [word('No.', 0, 1)], { channelTag: 2 }),
  ];
  expect(readFile({ results })).toMatchObject({ said: ['Channel 2|0|1|No.', 'Channel 1|1|2|Yes.'] });
});

test('Japanese words have their reading after a bar, which nobody said', () => {
  const words = [word('今日|キョウ', 0, 0.4), word('は|ハ', 0.4, 0.5)];
  expect(readFile({ results: [result('今日は', words)] })).toMatchObject({
    said: ['null|0|0.5|今日は'],
    notices: [],
  });
});

const words = (line: Line, more: object = {}) =>
  line.words.map(({ text, startMs, endMs }) => word(text, startMs / 1000, endMs / 1000, more));
const tagged = (line: Line) => words(line, { speakerTag: line.person + 1 });

describe.each<Writer>([
  {
    format: 'google_speech',
    write: (lines) => ({ results: [result(lines.map(({ text }) => text).join(' '), lines.flatMap(tagged))] }),
    name: (person) => `Speaker ${person + 1}`,
  },
  {
    format: 'google_speech',
    write: (lines) => ({
      results: [
        ...lines.map((line) => result(` ${line.text}`, words(line))),
        { alternatives: [{ words: lines.flatMap(tagged) }] },
      ],
    }),
    name: (person) => `Speaker ${person + 1}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
