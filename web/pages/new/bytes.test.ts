import { expect, test } from 'vitest';
import { formatBytes, percentOf } from './bytes.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 KB'],
  [12_400_000, '12.4 MB'],
  [950_000_000, '950 MB'],
  [17_179_869_184, '17.2 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0, 10, 0],
  [9_999, 10_000, 99],
  [10, 10, 100],
  [0, 0, 100],
])('%i of %i is %i %%', (part, whole, percent) => {
  expect(percentOf(part, whole)).toBe(percent);
});
