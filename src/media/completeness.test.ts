import { expect, test } from 'vitest';
import { isCutOff } from './completeness.ts';

test.each([
  { name: 'whole', durationSeconds: 60, decoded: 59.5, cutOff: false },
  { name: 'an announced length is not reached', durationSeconds: 60, decoded: 58, cutOff: true },
  {
    name: 'an estimated length is not reached',
    durationSeconds: 60,
    durationIsEstimate: true,
    decoded: 30,
    cutOff: false,
  },
  {
    name: 'an estimated length, but the container says that bytes are missing',
    durationSeconds: 60,
    durationIsEstimate: true,
    truncated: true,
    decoded: 60,
    cutOff: true,
  },
])('$name', ({ name: _, decoded, cutOff, ...info }) => {
  expect(isCutOff({ truncated: false, ...info }, decoded)).toBe(cutOff);
});
