import { expect, test } from 'vitest';
import { sharedResult } from './shared-result.ts';

function shared(outcomes: (number | Error)[]) {
  const clock = { nowMs: 0, monotonicMs: () => clock.nowMs };
  const open: (() => void)[] = [];
  const ask = sharedResult(clock, () => {
    const outcome = outcomes.shift();
    return new Promise<number>((resolve, reject) => {
      open.push(() => (typeof outcome === 'number' ? resolve(outcome) : reject(outcome)));
    });
  });
  return { clock, ask, finish: () => open.shift()?.(), making: () => open.length };
}

test('those who ask while it is made get the same', async () => {
  const { clock, ask, finish, making } = shared([1]);
  const asked = [ask(), ask()];
  clock.nowMs = 60_000;
  asked.push(ask());
  expect(making()).toBe(1);
  finish();
  expect(await Promise.all(asked)).toEqual([1, 1, 1]);
});

test('it is kept for half a second after it was made', async () => {
  const { clock, ask, finish, making } = shared([1, 2]);
  const first = ask();
  clock.nowMs = 10_000;
  finish();
  await first;
  clock.nowMs = 10_499;
  expect(await ask()).toBe(1);
  clock.nowMs = 10_500;
  const second = ask();
  expect(making()).toBe(1);
  finish();
  expect(await second).toBe(2);
});

test('a failure is told to those who waited for it, and to nobody later', async () => {
  const { ask, finish } = shared([new Error('no figures'), 2]);
  const waited = [ask(), ask()];
  finish();
  for (const one of waited) await expect(one).rejects.toThrow('no figures');
  const later = ask();
  finish();
  expect(await later).toBe(2);
});
