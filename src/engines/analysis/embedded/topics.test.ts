import { expect, test } from 'vitest';
import { conversationOf, TEAM_MEETING, taggedOf } from '../../../../testing/analysis/turns.ts';
import { findTopicCuts } from './segmentation.ts';
import { findTopics, topicCount } from './topics.ts';

const HIRING = [
  'The hiring plan has two open positions for backend engineers.',
  'Four candidates applied for the backend engineer position.',
  'The best candidate knows databases and compilers.',
  'An engineer from the hiring team interviewed that candidate.',
];
const OFFICE = [
  'The office lease in Hamburg ends in autumn.',
  'A new office near the harbour has a lower rent.',
  'The landlord wants the rent for the harbour office in advance.',
  'Movers can bring the office furniture to the harbour.',
];

test.each([
  [0, 0],
  [24, 0],
  [25, 1],
  [119, 1],
  [120, 2],
  [300, 3],
  [450, 4],
  [800, 5],
  [1_200, 5],
  [5_000, 5],
  [9_600, 8],
  [25_000, 9],
])('%i words make %i topics', (words, topics) => {
  expect(topicCount(words)).toBe(topics);
});

test('cuts where the vocabulary changes', () => {
  const texts = [...HIRING, ...HIRING, ...OFFICE, ...OFFICE];
  const sentences = taggedOf(conversationOf(texts.map((text, i) => [i % 2 ? 'A' : 'B', text])));
  expect(findTopicCuts(sentences, 1)).toEqual([8]);
  expect(findTopicCuts(sentences, 0)).toEqual([]);
});

test('names each part by its own noun phrase', () => {
  const texts = [...HIRING, ...HIRING, ...OFFICE, ...OFFICE];
  const input = conversationOf(texts.map((text, i) => [i % 2 ? 'A' : 'B', text]));
  expect(
    findTopics(input, taggedOf(input)).map((topic) => [topic.name, topic.firstSentence, topic.lastSentence]),
  ).toEqual([
    ['Backend engineers', 0, 7],
    ['Harbour office', 8, 15],
  ]);
});

test('a weekly meeting: names are clean and distinct, spans are contiguous', () => {
  const topics = findTopics(TEAM_MEETING, taggedOf(TEAM_MEETING));
  expect(topics.map((topic) => [topic.name, topic.firstSentence, topic.lastSentence])).toEqual([
    ['Mobile app', 0, 8],
    ['Interview notes', 9, 17],
  ]);
});

test('speakers are no topics, and one line cannot be cut', () => {
  const text = 'Priya met Priya and Priya about the warehouse inventory. '.repeat(30);
  const input = conversationOf([['Priya', text]]);
  expect(findTopics(input, taggedOf(input)).map((topic) => topic.name)).toEqual(['Warehouse inventory']);
});

test('units, months and other measures name no topic; a head keeps the number it mostly has', () => {
  const texts = [
    'Eleven percent of the deliveries were late in November.',
    'We pay forty euros for a late delivery, and fifty euros for deliveries in November.',
    'We pay a hundred euros for twenty percent of the deliveries.',
    'In November we paid ninety percent more euros for the deliveries.',
  ];
  const input = conversationOf(texts.map((text, i) => [i % 2 ? 'A' : 'B', text]));
  expect(findTopics(input, taggedOf(input)).map((topic) => topic.name)).toEqual(['Late deliveries']);
});

test('the own company is no topic', () => {
  const text = 'Tidewater Tidewater Tidewater repairs harbour cranes. '.repeat(12);
  const input = {
    ...conversationOf([['Ann', text]]),
    participants: [{ name: 'Ann', email: 'ann@tidewater.example', role: 'host' }],
  };
  expect(findTopics(input, taggedOf(input)).map((topic) => topic.name)).toEqual(['Harbour cranes']);
});
