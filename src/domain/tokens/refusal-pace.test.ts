import { expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { RefusalPace } from './refusal-pace.ts';

let nowMs = 0;
const paceAt = (startMs: number): RefusalPace => {
  nowMs = startMs;
  return new RefusalPace({ ...systemClock, monotonicMs: () => nowMs });
};
const turns = (pace: RefusalPace, count: number): number[] =>
  Array.from({ length: count }, () => pace.takeTurn());

test('a hundred come at once, and those after them two milliseconds apart', () => {
  const waits = turns(paceAt(5_000), 104);
  expect(waits.slice(0, 101)).toEqual(Array(101).fill(0));
  expect(waits.slice(101)).toEqual([2, 4, 6]);
});

test('after a quiet time there is room for a hundred again, and for no more', () => {
  const pace = paceAt(5_000);
  turns(pace, 300);
  nowMs += 60_000;
  expect(turns(pace, 103).slice(99)).toEqual([0, 0, 2, 4]);
});

test('nobody waits longer than four seconds, however many there are', () => {
  const waits = turns(paceAt(0), 10_000);
  expect(Math.max(...waits)).toBe(4_000);
  nowMs += 4_000;
  expect(turns(paceAt(8_000), 1)).toEqual([0]);
});

test('the turn is waited for', async () => {
  const pace = paceAt(0);
  await pace.turn();
  turns(pace, 1_000);
  const soon = new Promise((resolve) => setImmediate(resolve, 'waits'));
  expect(await Promise.race([pace.turn(), soon])).toBe('waits');
});
