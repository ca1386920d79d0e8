import { expect, test } from 'vitest';
import { isCutOff, missingSound } from './completeness.ts';

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

test.each([
  { name: 'the container does not tell', held: null, sound: 5, missing: { seconds: 0, isMuch: false } },
  { name: 'an encoder delay', held: 60, sound: 59.6, missing: { seconds: 0, isMuch: false } },
  { name: 'more than is held', held: 60, sound: 60.5, missing: { seconds: 0, isMuch: false } },
  { name: 'a second of a minute', held: 60, sound: 59.2, missing: { seconds: 1, isMuch: false } },
  { name: 'a tenth', held: 60, sound: 54, missing: { seconds: 6, isMuch: false } },
  {
    name: 'all, in sums that are rounded',
    held: 30.000000000000004,
    sound: 0,
    missing: { seconds: 30, isMuch: true },
  },
  { name: 'half', held: 60, sound: 30, missing: { seconds: 30, isMuch: true } },
])('missing sound: $name', ({ held, sound, missing }) => {
  expect(missingSound(held, sound)).toEqual(missing);
});
