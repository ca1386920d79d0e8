import { expect, test } from 'vitest';
import { AnalysisTurns } from './analysis-turns.ts';

test('no more than four analyses go on at once, and each gets its turn', async () => {
  const turns = new AnalysisTurns();
  const ends: (() => void)[] = [];
  const results = Array.from({ length: 6 }, (_, i) =>
    turns.run((turn) => turn(() => new Promise<number>((resolve) => ends.push(() => resolve(i))))),
  );
  expect(ends).toHaveLength(4);
  for (let ended = 0; ended < 6; ended += 1) {
    await expect.poll(() => ends.length).toBeGreaterThan(ended);
    ends[ended]?.();
  }
  expect(await Promise.all(results)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('of short analyses many are claimed, of long ones no more than go on at once', async () => {
  const turns = new AnalysisTurns();
  expect(turns.places()).toBe(4);
  // A turn in which the machine had other things to do counts as long, until others made up for it.
  for (let n = 0; n < 10_000 && turns.places() < 32; n += 1) await turns.run((turn) => turn(async () => n));
  expect(turns.places()).toBe(32);
});

test('results come together when the last is there, without waiting for the time to pass', async () => {
  const turns = new AnalysisTurns();
  const order: string[] = [];
  const slow = Promise.withResolvers<void>();
  const quick = turns.run(async () => {}).then(() => order.push('quick'));
  const last = turns.run(() => slow.promise).then(() => order.push('last'));
  await Promise.resolve();
  order.push('last is made');
  slow.resolve();
  await Promise.all([quick, last]);
  expect(order).toEqual(['last is made', 'quick', 'last']);
});

test('a result does not wait long for others', async () => {
  const turns = new AnalysisTurns();
  const never = Promise.withResolvers<void>();
  const other = turns.run(() => never.promise);
  expect(await turns.run(async () => 'made')).toBe('made');
  never.resolve();
  await other;
});

test('a failed analysis gives its turn on', async () => {
  const turns = new AnalysisTurns();
  const failed = Array.from({ length: 5 }, () =>
    turns.run((turn) => turn(() => Promise.reject(new Error('the analysis failed')))),
  );
  expect((await Promise.allSettled(failed)).map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
  expect(await turns.run((turn) => turn(async () => 'made'))).toBe('made');
});
