import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const phrase = (display: string, more: object) => ({
  recognitionStatus: 'Success',
  channel: 0,
  nBest: [
    { confidence: 0.9, lexical: display.toLowerCase(), display },
    { confidence: 0.2, lexical: 'something else', display: 'Something else.' },
  ],
  ...more,
});

test('batch: lengths of ISO 8601, ticks or milliseconds; the best guess is taken', () => {
  const recognizedPhrases = [
    phrase('Shall we?', { speaker: 1, offset: 'PT0.76S', duration: 'PT1.32S', locale: 'en-US' }),
    phrase('Yes.', { speaker: 2, offsetInTicks: 31_200_000, durationInTicks: 5_000_000 }),
    phrase('Fine.', { speaker: 2, offset: 'PT1M5S', offsetMilliseconds: 65_000, durationMilliseconds: 500 }),
  ];
  expect(
    readFile({
      source: 'https://a.example/b.wav',
      timestamp: '2026-06-03T10:00:00Z',
      durationInTicks: 1,
      combinedRecognizedPhrases: [],
      recognizedPhrases,
    }),
  ).toEqual({
    format: 'azure_speech',
    said: ['Speaker 1|0.76|2.08|Shall we?', 'Speaker 2|3.12|3.62|Yes.', 'Speaker 2|65|65.5|Fine.'],
    header: { language: 'en-US' },
    notices: [],
  });
});

test('fast: milliseconds; channels without speakers are the speakers', () => {
  const phrases = [
    {
      channel: 0,
      offsetMilliseconds: 960,
      durationMilliseconds: 640,
      text: 'Good afternoon.',
      words: [],
      locale: 'en-GB',
      confidence: 0.9,
    },
    {
      channel: 1,
      offsetMilliseconds: 100,
      durationMilliseconds: 640,
      text: 'Hello.',
      locale: 'en-GB',
      confidence: 0.9,
    },
  ];
  expect(
    readFile({ durationMilliseconds: 2000, combinedPhrases: [{ text: 'Good afternoon. Hello.' }], phrases }),
  ).toEqual({
    format: 'azure_speech',
    said: ['Channel 1|0.1|0.74|Hello.', 'Channel 0|0.96|1.6|Good afternoon.'],
    header: { language: 'en-GB' },
    notices: [],
  });
});

test('as the client library writes it', () => {
  const phrases = [{ speaker: 2, offsetInMs: 960, durationInMs: 640, text: 'Yes.', confidence: 0.9 }];
  expect(readFile({ durationInMs: 2000, combinedPhrases: [{ text: 'Yes.' }], phrases })).toMatchObject({
    said: ['Speaker 2|0.96|1.6|Yes.'],
  });
});

test('a phrase that was not recognised is left out; a file without phrases still has its words', () => {
  const good = phrase('Yes.', { offset: 'PT1S', duration: 'PT1S' });
  const empty = {
    recognitionStatus: 'InitialSilenceTimeout',
    channel: 0,
    offset: 'PT0S',
    duration: 'PT1S',
    nBest: [],
  };
  expect(readFile({ recognizedPhrases: [empty, good] })).toMatchObject({
    said: ['null|1|2|Yes.'],
    notices: ['items_left_out 1 recognizedPhrases[0]'],
  });
  expect(
    readFile({ durationMilliseconds: 2, combinedPhrases: [{ text: 'Shall we?' }], phrases: [] }),
  ).toMatchObject({
    said: ['null|Shall we?'],
  });
});

describe.each<Writer>([
  {
    format: 'azure_speech',
    write: (lines) => ({
      durationInTicks: 1,
      recognizedPhrases: lines.map(({ person, text, startMs, endMs }) =>
        phrase(text, {
          speaker: person,
          offset: `PT${startMs / 1000}S`,
          duration: `PT${(endMs - startMs) / 1000}S`,
        }),
      ),
    }),
    name: (person) => `Speaker ${person}`,
  },
  {
    format: 'azure_speech',
    write: (lines) => ({
      durationMilliseconds: 9,
      combinedPhrases: [{ text: lines.map(({ text }) => text).join(' ') }],
      phrases: lines.map(({ person, text, startMs, endMs }) => ({
        speaker: person,
        text,
        offsetMilliseconds: startMs,
        durationMilliseconds: endMs - startMs,
        locale: 'en-US',
      })),
    }),
    name: (person) => `Speaker ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
