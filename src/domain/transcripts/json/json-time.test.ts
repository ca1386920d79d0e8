import { expect, test } from 'vitest';
import { epochMs, readMoment, readTime } from './json-time.ts';

test.each([
  [1.5, { kind: 'number', number: 1.5 }],
  ['1.5', { kind: 'number', number: 1.5 }],
  ['1e3', { kind: 'number', number: 1000 }],
  ['1.500s', { kind: 'seconds', seconds: 1.5 }],
  ['1500 ms', { kind: 'seconds', seconds: 1.5 }],
  ['00:01:02.5', { kind: 'seconds', seconds: 62.5 }],
  ['[0:03]', { kind: 'seconds', seconds: 3 }],
  ['00:00:01.5000000', { kind: 'seconds', seconds: 1.5 }],
  ['PT1H2M3.5S', { kind: 'seconds', seconds: 3723.5 }],
  ['P1DT1S', { kind: 'seconds', seconds: 86_401 }],
  [
    { seconds: '2', nanos: 500_000_000 },
    { kind: 'seconds', seconds: 2.5 },
  ],
  [{ nanos: 1_000_000 }, { kind: 'seconds', seconds: 0.001 }],
  [
    { relative: 9.5, absolute: '2026-06-03T10:00:00Z' },
    { kind: 'number', number: 9.5 },
  ],
  [
    { relative: null, absolute: '2026-06-03T10:00:00Z' },
    { kind: 'moment', ms: 1_780_480_800_000 },
  ],
  ['2026-06-03 12:00:00 +0200', { kind: 'moment', ms: 1_780_480_800_000 }],
  ['', null],
  ['P', null],
  ['soon', null],
  ['25:61:00', null],
  [Number.NaN, null],
  [null, null],
  [true, null],
  [{ seconds: 'x' }, null],
  [{ relative: { relative: 1 } }, null],
])('%j', (value, expected) => {
  expect(readTime(value)).toEqual(expected);
});

test.each([
  [1_780_480_800, 1_780_480_800_000],
  [1_780_480_800_000, 1_780_480_800_000],
  [1_780_480_800_000_000, 1_780_480_800_000],
  [3600, null],
  [86_400_000, null],
])('%d counted since 1970', (count, expected) => {
  expect(epochMs(count)).toBe(expected);
});

test('a moment without a zone is taken as UTC', () => {
  expect(readMoment('2026-06-03T10:00:00')).toBe(readMoment('2026-06-03 10:00:00 UTC'));
  expect(readMoment('2026-02-30T10:00:00')).toBeNull();
});
