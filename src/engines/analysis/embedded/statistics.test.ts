import { expect, test } from 'vitest';
import { splitConversation } from './sentences.ts';
import { countStatistics } from './statistics.ts';

function line(index: number, speakerName: string | null, text: string, times?: [start: number, end: number]) {
  return { index, speakerName, text, start: times?.[0] ?? null, end: times?.[1] ?? null };
}

function count(lines: ReturnType<typeof line>[]) {
  return countStatistics(lines, splitConversation(lines));
}

test('counts words, questions and times of each speaker', () => {
  const statistics = count([
    line(0, 'Ann', 'How are you? I am well.', [0, 4]),
    line(1, 'Ann', 'Shall we start?', [5, 6]),
    line(2, 'Bob', 'Yes.', [8, 9]),
    line(3, 'Ann', 'Good.', [8.5, 10]),
    line(4, null, '{laughs} noise', [10, 12]),
  ]);
  expect(statistics).toEqual({
    sentences: 6,
    words: 12,
    questions: 2,
    interactivityPerMinute: 15,
    sentimentOverTime: [],
    speakers: [
      {
        speakerName: 'Ann',
        words: 10,
        wordShare: 10 / 12,
        questions: 2,
        speakingSeconds: 6.5,
        talkRatio: 6.5 / 9.5,
        longestMonologueSeconds: 6,
        patienceSeconds: 0,
        sentiment: null,
      },
      {
        speakerName: 'Bob',
        words: 1,
        wordShare: 1 / 12,
        questions: 0,
        speakingSeconds: 1,
        talkRatio: 1 / 9.5,
        longestMonologueSeconds: 1,
        patienceSeconds: 2,
        sentiment: null,
      },
    ],
  });
});

test('gives no times where one line lacks them', () => {
  const statistics = count([line(0, 'Ann', 'One two.', [0, 4]), line(1, 'Bob', 'Three.')]);
  expect(statistics.interactivityPerMinute).toBeNull();
  expect(statistics.speakers.map((speaker) => [speaker.speakingSeconds, speaker.talkRatio])).toEqual([
    [null, null],
    [null, null],
  ]);
});

test('an empty conversation counts nothing', () => {
  expect(count([])).toEqual({
    sentences: 0,
    words: 0,
    questions: 0,
    speakers: [],
    interactivityPerMinute: null,
    sentimentOverTime: [],
  });
});
