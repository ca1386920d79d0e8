import { expect, test } from 'vitest';
import { PeakAccumulator } from './peaks.ts';

test('gives the largest magnitude of every 100 ms as 0..127, over all channels and blocks', () => {
  const peaks = new PeakAccumulator(1000);
  const left = new Float32Array(250);
  const right = new Float32Array(250);
  left[20] = -0.5;
  right[130] = 1.5;
  left[249] = 0.25;
  for (const [start, end] of [
    [0, 30],
    [30, 199],
    [199, 250],
  ] as const) {
    peaks.push([left.subarray(start, end), right.subarray(start, end)]);
  }
  expect(peaks.finish()).toEqual([64, 127, 32]);
});

test('gives nothing for nothing', () => {
  expect(new PeakAccumulator(16_000).finish()).toEqual([]);
});
