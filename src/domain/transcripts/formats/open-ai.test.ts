import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const diarized = (id: string, speaker: string, [start, end]: [number, number], text: string) => ({
  type: 'transcript.text.segment',
  id,
  speaker,
  start,
  end,
  text,
});

test('diarized_json: names that were given, letters else', () => {
  const file = {
    task: 'transcribe',
    duration: 4.1,
    text: 'Shall we begin? Yes.',
    segments: [diarized('s0', 'Mara', [0.1, 2], 'Shall we begin?'), diarized('s1', 'A', [2.1, 3.5], 'Yes.')],
    usage: { type: 'duration', seconds: 5 },
  };
  expect(readFile(file)).toEqual({
    format: 'openai',
    said: ['Mara|0.1|2|Shall we begin?', 'A|2.1|3.5|Yes.'],
    header: {},
    notices: [],
  });
});

test('verbose_json with words only: the punctuation is taken from the text', () => {
  const words = ['Shall', 'we', 'begin', 'Yes', 'of', 'course'].map((word, at) => ({
    word,
    start: at,
    end: at + 0.5,
  }));
  const file = {
    task: 'transcribe',
    language: 'english',
    duration: '6.02',
    text: 'Shall we begin? Yes, of course.',
    words,
  };
  expect(readFile(file)).toEqual({
    format: 'openai',
    said: ['null|0|2.5|Shall we begin?', 'null|3|5.5|Yes, of course.'],
    header: { language: 'en' },
    notices: [],
  });
});

test('json: the text alone is one message', () => {
  expect(readFile({ text: 'Shall we begin?', usage: { type: 'tokens', total_tokens: 9 } })).toMatchObject({
    format: 'openai',
    said: ['null|Shall we begin?'],
  });
});

describe.each<Writer>([
  {
    format: 'openai',
    write: (lines) => ({
      task: 'transcribe',
      duration: 9,
      text: lines.map(({ text }) => text).join(' '),
      segments: lines.map(({ person, text, startMs, endMs }, at) =>
        diarized(`seg_${at}`, 'ABC'.charAt(person), [startMs / 1000, endMs / 1000], text),
      ),
    }),
    name: (person) => 'ABC'.charAt(person),
  },
  {
    format: 'openai',
    write: (lines) => ({
      task: 'transcribe',
      language: 'german',
      duration: 9,
      text: lines.map(({ text }) => text).join(' '),
      words: lines.flatMap(({ words }) =>
        words.map(({ text, startMs, endMs }) => ({
          word: text.replace(/[.?!]$/u, ''),
          start: startMs / 1000,
          end: endMs / 1000,
        })),
      ),
    }),
    name: () => null,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
