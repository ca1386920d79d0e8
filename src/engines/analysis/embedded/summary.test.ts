import { expect, test } from 'vitest';
import { conversationOf, TEAM_MEETING, taggedOf } from '../../../../testing/analysis/turns.ts';
import { summarise } from './summary.ts';

test('a short meeting gets a third of its words at most, in its own order', () => {
  const sentences = taggedOf(TEAM_MEETING);
  const summary = summarise(sentences)?.text ?? '';
  const words = sentences.reduce((sum, sentence) => sum + sentence.wordCount, 0);
  expect(summary.split(' ').length).toBeLessThanOrEqual(words / 3);
  const places = (summary.match(/[^.]+\./g) ?? []).map((part) =>
    sentences.findIndex((sentence) => sentence.text.includes(part.trim().slice(1, -1))),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test('a long conversation gets 80 to 120 words without fillers', () => {
  const turns = Array.from({ length: 200 }, (_, i): [string, string] => [
    i % 2 ? 'A' : 'B',
    `Um, so the the warehouse number ${i} ships, uh, {vocalsound} parcels of customer ${i % 17} to the harbour, you know.`,
  ]);
  const summary = summarise(taggedOf(conversationOf(turns)))?.text ?? '';
  expect(summary.split(' ').length).toBeGreaterThanOrEqual(80);
  expect(summary.split(' ').length).toBeLessThanOrEqual(120);
  expect(summary).not.toMatch(/\b(?:um|uh|you know|the the)\b|\{/i);
  expect(summary).toMatch(/^The warehouse number \d+ ships parcels of customer \d+ to the harbour\. The/);
});

test.each([
  ['nothing', [], null],
  ['fillers only', ['Um.', 'Yeah.', '{laugh}'], null],
  ['one sentence', ['The invoice is open.'], 'The invoice is open.'],
  ['questions only', ['Is the invoice open?'], null],
])('%s', (_, texts, summary) => {
  expect(summarise(taggedOf(conversationOf(texts.map((text) => ['A', text]))))?.text ?? null).toBe(summary);
});

test('a call: pain and price are covered, an answer without a verb does not open', () => {
  const turns: [string, string][] = [
    ['A', 'Good morning, what does the tool cost today?'],
    ['B', 'About nine hundred dollars a month, and the licence ends in May.'],
    ['B', 'The planners still build every tour by hand, and the vans are late.'],
    ['A', 'The map shows every van in the city at once.'],
    ['A', 'The list price is thirty dollars per van and month.'],
    ['B', 'The vans drive through the city in the morning and at night.'],
    ['A', 'I will send you the offer by Friday.'],
    ['B', 'The vans stop at many shops in the city.'],
    ['A', 'The drivers like the map of the city very much.'],
    ['B', 'Our shops open at nine and close at eight.'],
    ['A', 'Many towns look alike on the map of the coast.'],
  ];
  const summary = summarise(taggedOf(conversationOf(turns)))?.text ?? '';
  for (const part of ['vans are late', 'list price']) expect(summary).toContain(part);
  expect(summary).not.toContain('About nine');
});
