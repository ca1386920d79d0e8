import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  type Line,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const metadata = { request_id: 'r', sha256: 's', created: '2026-06-03T10:00:00Z', duration: 4, channels: 1 };
const word = (text: string, start: number, speaker?: number) => ({
  word: text.toLowerCase().replace(/\W/gu, ''),
  start,
  end: start + 0.3,
  confidence: 0.99,
  ...(speaker !== undefined && { speaker, speaker_confidence: 0.5 }),
  punctuated_word: text,
});
const channel = (transcript: string, words: unknown[], more = {}) => ({
  alternatives: [{ transcript, confidence: 0.9, words, ...more }],
  detected_language: 'de',
});

test('utterances: speakers as the tool counts them, in two where the words say so', () => {
  const words = [word('Shall', 0.1, 0), word('we?', 0.5, 0), word('Yes.', 1, 1)];
  const utterance = {
    start: 0.1,
    end: 1.3,
    confidence: 0.9,
    channel: 0,
    transcript: 'Shall we? Yes.',
    words,
    speaker: 0,
    id: 'u',
  };
  expect(
    readFile({
      metadata,
      results: { channels: [channel('Shall we? Yes.', words)], utterances: [utterance] },
    }),
  ).toEqual({
    format: 'deepgram',
    said: ['Speaker 0|0.1|0.8|Shall we?', 'Speaker 1|1|1.3|Yes.'],
    header: { language: 'de' },
    notices: [],
  });
});

test('paragraphs: their sentences have the speaker of the paragraph', () => {
  const paragraphs = {
    transcript: '\nShall we? Now?\n\nYes.',
    paragraphs: [
      {
        sentences: [
          { text: 'Shall we?', start: 0.1, end: 0.8 },
          { text: 'Now?', start: 0.9, end: 1.2 },
        ],
        speaker: 1,
        num_words: 3,
        start: 0.1,
        end: 1.2,
      },
      { sentences: [{ text: 'Yes.', start: 1.5, end: 1.9 }], speaker: 0, num_words: 1, start: 1.5, end: 1.9 },
    ],
  };
  expect(
    readFile({ metadata, results: { channels: [channel('Shall we? Now? Yes.', [], { paragraphs })] } }),
  ).toMatchObject({
    said: ['Speaker 1|0.1|0.8|Shall we?', 'Speaker 1|0.9|1.2|Now?', 'Speaker 0|1.5|1.9|Yes.'],
    notices: [],
  });
});

test('words only: sentences end at punctuation, pauses and other speakers', () => {
  const words = [
    word('so', 0.1, 0),
    word('well', 3, 0),
    word('yes', 3.4, 1),
    word('Fine.', 3.8, 1),
    word('Go', 4.2, 1),
  ];
  expect(
    readFile({ metadata, results: { channels: [channel('so well yes Fine. Go', words)] } }),
  ).toMatchObject({
    said: [
      'Speaker 0|0.1|0.4|so',
      'Speaker 0|3|3.3|well',
      'Speaker 1|3.4|4.1|yes Fine.',
      'Speaker 1|4.2|4.5|Go',
    ],
    notices: [],
  });
});

test('several channels are several people, each with speakers of its own', () => {
  const channels = [
    channel('Hello there.', [word('Hello', 0.5), word('there.', 0.9)]),
    channel('Hi.', [word('Hi.', 0.1)]),
  ];
  expect(readFile({ metadata, results: { channels } })).toMatchObject({
    said: ['Channel 1|0.1|0.4|Hi.', 'Channel 0|0.5|1.2|Hello there.'],
  });
  const utterances = [0, 1].map((at) => ({
    start: at,
    end: at + 0.5,
    channel: at,
    transcript: 'Hi.',
    speaker: 0,
    words: [],
  }));
  expect(readFile({ metadata, results: { channels, utterances } })).toMatchObject({
    said: ['Channel 0 Speaker 0|0|0.5|Hi.', 'Channel 1 Speaker 0|1|1.5|Hi.'],
  });
});

test('an empty first alternative does not hide a second one; a transcript alone is a message', () => {
  const alternatives = [
    { transcript: '', confidence: 0, words: [] },
    { transcript: 'Shall we?', confidence: 0.4 },
  ];
  expect(readFile({ metadata, results: { channels: [{ alternatives }] } })).toMatchObject({
    said: ['null|Shall we?'],
  });
});

test('an answer as the client library gives it; one that has less than its transcript is told', () => {
  const utterance = { start: 0, end: 1, channel: 0, transcript: 'Shall we?', speaker: 0 };
  const result = {
    metadata,
    results: { channels: [channel('Shall we? Yes.', [])], utterances: [utterance] },
  };
  expect(readFile({ result, error: null })).toMatchObject({
    format: 'deepgram',
    notices: ['words_misfit 1 results.channels[0]'],
  });
});

test('times that cannot be read are refused with their place', () => {
  const words = [{ ...word('Shall', 0), start: 'x', end: 'y' }];
  expect(readFile({ metadata, results: { channels: [channel('Shall', words)] } })).toBe(
    'malformed: Read as Deepgram JSON: results.channels[0].alternatives[0].words[0].start is no time that can be read, nor are most others.',
  );
});

const write = (lines: readonly Line[], key: 'utterances' | 'words') => {
  const words = lines.map((line) =>
    line.words.map(({ text, startMs, endMs }) => ({
      word: text,
      start: startMs / 1000,
      end: endMs / 1000,
      confidence: 0.9,
      speaker: line.person,
    })),
  );
  const transcript = lines.map(({ text }) => text).join(' ');
  const utterances = lines.map(({ person, text, startMs, endMs }, at) => ({
    start: startMs / 1000,
    end: endMs / 1000,
    channel: 0,
    transcript: text,
    words: words[at],
    speaker: person,
  }));
  const channels = [channel(transcript, words.flat())];
  return { metadata, results: key === 'utterances' ? { channels, utterances } : { channels } };
};

describe.each<Writer>([
  { format: 'deepgram', write: (lines) => write(lines, 'utterances'), name: (person) => `Speaker ${person}` },
  { format: 'deepgram', write: (lines) => write(lines, 'words'), name: (person) => `Speaker ${person}` },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
