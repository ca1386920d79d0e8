import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  type Line,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const about = {
  id: 't',
  status: 'completed',
  language_code: 'en_us',
  audio_duration: 4,
  acoustic_model: 'x',
};
const said = (text: string, [start, end]: [number, number], speaker: string | null, more = {}) => ({
  text,
  start,
  end,
  confidence: 0.9,
  speaker,
  ...more,
});

test('utterances are milliseconds, speakers letters', () => {
  const utterances = [
    said('Shall we?', [100, 2000], 'A', { words: [] }),
    said('Yes.', [2100, 3500], 'B', { words: [] }),
  ];
  expect(readFile({ ...about, text: 'Shall we? Yes.', utterances })).toEqual({
    format: 'assemblyai',
    said: ['A|0.1|2|Shall we?', 'B|2.1|3.5|Yes.'],
    header: { language: 'en-US' },
    notices: [],
  });
});

test('the endpoints for sentences and paragraphs', () => {
  const words = [said('Shall', [100, 400], 'A'), said('we?', [500, 900], 'A')];
  const sentence = said('Shall we?', [100, 900], null, { words, channel: null });
  expect(readFile({ id: 't', confidence: 0.9, audio_duration: 4, sentences: [sentence] })).toMatchObject({
    said: ['A|0.1|0.9|Shall we?'],
    notices: [],
  });
  expect(
    readFile({ id: 't', audio_duration: 4, paragraphs: [{ ...sentence, speaker: undefined }] }),
  ).toMatchObject({
    said: ['A|0.1|0.9|Shall we?'],
  });
});

test('words only', () => {
  const words = [
    said('Shall', [100, 400], 'A'),
    said('we?', [500, 900], 'A'),
    said('Yes.', [1000, 1200], 'B'),
  ];
  expect(readFile({ ...about, text: 'Shall we? Yes.', words, utterances: null })).toMatchObject({
    said: ['A|0.1|0.9|Shall we?', 'B|1|1.2|Yes.'],
    notices: [],
  });
});

test('channels without speakers are the speakers', () => {
  const utterances = [
    said('Shall we?', [0, 900], null, { channel: '1' }),
    said('Yes.', [900, 1500], null, { channel: '2' }),
  ];
  expect(readFile({ ...about, utterances })).toMatchObject({
    said: ['Channel 1|0|0.9|Shall we?', 'Channel 2|0.9|1.5|Yes.'],
  });
});

test('an answer without words is refused', () => {
  expect(readFile({ ...about, status: 'error', text: null, error: 'no audio' })).toBe(
    'malformed: Read as AssemblyAI JSON: utterances is no list.',
  );
});

const words = (line: Line) =>
  line.words.map(({ text, startMs, endMs }) => said(text, [startMs, endMs], 'ABC'.charAt(line.person)));

describe.each<Writer>([
  {
    format: 'assemblyai',
    write: (lines) => ({
      ...about,
      text: lines.map(({ text }) => text).join(' '),
      words: lines.flatMap(words),
      utterances: lines.map((line) =>
        said(line.text, [line.startMs, line.endMs], 'ABC'.charAt(line.person), { words: words(line) }),
      ),
    }),
    name: (person) => 'ABC'.charAt(person),
  },
  {
    format: 'assemblyai',
    write: (lines) => ({
      ...about,
      text: lines.map(({ text }) => text).join(' '),
      words: lines.flatMap(words),
    }),
    name: (person) => 'ABC'.charAt(person),
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
