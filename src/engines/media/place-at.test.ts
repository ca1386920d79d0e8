import { expect, test } from 'vitest';
import { placeAt } from './place-at.ts';

test.each([
  [0, '0:00.0'],
  [3.9935, '0:04.0'],
  [59.96, '1:00.0'],
  [62.54, '1:02.5'],
  [4325.3, '72:05.3'],
])('%d', (seconds, place) => {
  expect(placeAt(seconds)).toBe(place);
});
