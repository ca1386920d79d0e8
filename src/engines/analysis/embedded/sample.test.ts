import { expect, test } from 'vitest';
import { sampleOf } from './sample.ts';

const numbers = Array.from({ length: 1_000 }, (_, i) => i);

test('what is not too long is taken whole', () => {
  expect(sampleOf(numbers, 1_000)).toBe(numbers);
});

test('of more, runs of forty from the beginning to the end, in order', () => {
  const sample = sampleOf(numbers, 200);
  expect(sample).toHaveLength(200);
  expect(sample.slice(0, 41)).toEqual([...numbers.slice(0, 40), 240]);
  expect(sample.at(-1)).toBe(999);
  expect(sample).toEqual([...sample].sort((a, b) => a - b));
});
