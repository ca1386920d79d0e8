import { expect, test } from 'vitest';
import { conversationOf, taggedOf } from '../../../../testing/analysis/turns.ts';
import { splitConversation } from './sentences.ts';
import { countStatistics } from './statistics.ts';
import { judgeTones } from './tones.ts';

const complaint = 'The report keeps crashing and this is a terrible mess.';
const praise = 'I love the new map, it is a great and wonderful help.';

function tonesOf(turns: [string, string][]) {
  const input = conversationOf(turns);
  const counted = countStatistics(input.lines, splitConversation(input.lines));
  return judgeTones(counted, input, taggedOf(input)).statistics;
}

test('each speaker has a tone, and so has each stretch', () => {
  const turns = Array.from({ length: 60 }, (_, i): [string, string] =>
    i % 2 === 0 ? ['Ann', i < 42 ? complaint : praise] : ['Bob', 'The van leaves the yard at nine.'],
  );
  const { speakers, sentimentOverTime } = tonesOf(turns);
  expect(speakers.map(({ speakerName, sentiment }) => [speakerName, sentiment])).toEqual([
    ['Ann', 'negative'],
    ['Bob', 'neutral'],
  ]);
  expect(sentimentOverTime).toHaveLength(10);
  expect(sentimentOverTime[0]).toEqual({ firstSentence: 0, lastSentence: 5, sentiment: 'negative' });
  expect(sentimentOverTime[9]).toEqual({ firstSentence: 54, lastSentence: 59, sentiment: 'positive' });
  const ends = sentimentOverTime.map(({ lastSentence }) => lastSentence + 1);
  expect(sentimentOverTime.slice(1).map(({ firstSentence }) => firstSentence)).toEqual(ends.slice(0, -1));
});

test('a few lines have no stretches, and say too little for a tone', () => {
  const { speakers, sentimentOverTime } = tonesOf([['Ann', praise]]);
  expect(speakers[0]?.sentiment).toBeNull();
  expect(sentimentOverTime).toEqual([]);
});
