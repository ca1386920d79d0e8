import { expect, test } from 'vitest';
import { summarise } from './summary.ts';
import { conversationOf, TEAM_MEETING, taggedOf } from './turns.fixture.ts';

test('a short meeting gets a third of its words at most, in its own order', () => {
  const sentences = taggedOf(TEAM_MEETING);
  const summary = summarise(sentences) ?? '';
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
  const summary = summarise(taggedOf(conversationOf(turns))) ?? '';
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
  expect(summarise(taggedOf(conversationOf(texts.map((text) => ['A', text]))))).toBe(summary);
});
