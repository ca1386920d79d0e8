import { expect, test } from 'vitest';
import { transcriptDurationSeconds, transcriptLines, transcriptSpeakers } from './stored-transcript.ts';

test('sentences are read with their times, in stored order', () => {
  const transcript = {
    sentences: [
      { speaker_name: 'Bob', start: 4, end: 9, text: 'Late', words: [] },
      { speaker_name: ' ', start: 0, end: 2, text: 'Early' },
      { speaker_name: 'Ann', start: 9, end: 9, text: 'Last' },
    ],
  };
  expect(transcriptLines(transcript)).toEqual([
    { index: 0, speakerName: 'Bob', text: 'Late', start: 4, end: 9 },
    { index: 1, speakerName: null, text: 'Early', start: 0, end: 2 },
    { index: 2, speakerName: 'Ann', text: 'Last', start: 9, end: 9 },
  ]);
  expect(transcriptSpeakers(transcript)).toEqual(['Bob', 'Ann']);
  expect(transcriptDurationSeconds(transcript)).toBe(9);
});

test('messages have times only where they carry numbers', () => {
  const transcript = {
    messages: [
      { text: 'Hi', start: 3, end: 'later' },
      { text: 'Bye', speaker_name: null },
    ],
  };
  expect(transcriptLines(transcript)).toEqual([
    { index: 0, speakerName: null, text: 'Hi', start: 3, end: null },
    { index: 1, speakerName: null, text: 'Bye', start: null, end: null },
  ]);
  expect(transcriptDurationSeconds(transcript)).toBeNull();
});
