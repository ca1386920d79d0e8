import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = new Date('2026-11-30T12:00:00.000Z');
const read: [string, number | null][] = [
  ['0', 0],
  ['7', 7_000],
  ['999999999', 999_999_999_000],
  ['Mon, 30 Nov 2026 12:00:07 GMT', 7_000],
  ['Monday, 30-Nov-26 12:00:07 GMT', 7_000],
  ['Mon Nov 30 12:00:07 2026', 7_000],
  ['Tue Dec  1 12:00:00 2026', 86_400_000],
  ['Tue, 01 Dec 2026 12:00:00 GMT', 86_400_000],
  ['Mon, 30 Nov 2026 12:00:60 GMT', 60_000],
  ['Mon, 30 Nov 2026 12:00:00 GMT', 0],
  ['Mon, 30 Nov 2026 11:59:59 GMT', 0],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
  ['Sun Nov  6 08:49:37 1994', 0],
  // 2076 is 50 years ahead, 2077 more.
  ['Monday, 30-Nov-76 12:00:00 GMT', Date.UTC(2076, 10, 30, 12) - now.getTime()],
  ['Tuesday, 30-Nov-77 12:00:00 GMT', 0],
  ['Thu, 29 Feb 2028 00:00:00 GMT', Date.UTC(2028, 1, 29) - now.getTime()],
  ['Mon, 29 Feb 2027 00:00:00 GMT', null],
  ['Mon, 31 Nov 2026 12:00:07 GMT', null],
  ['Mon, 00 Nov 2026 12:00:07 GMT', null],
  ['Mon, 30 Nov 2026 24:00:00 GMT', null],
  ['Mon, 30 Nov 2026 12:60:00 GMT', null],
  ['Mon, 30 Nov 2026 12:00:07 CET', null],
  ['Mon, 30 Nov 2026 12:00:07', null],
  ['mon, 30 nov 2026 12:00:07 gmt', null],
  ['30 Nov 2026 12:00:07 GMT', null],
  ['2026-11-30T12:00:07Z', null],
  ['Mon, 30 Nov 2026 12:00:07 GMT, 7', null],
  ['-5', null],
  ['1.5', null],
  ['+7', null],
  ['1e3', null],
  ['12345678901', null],
  ['soon', null],
  ['', null],
];
test.each(read)('Retry-After: %s', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
