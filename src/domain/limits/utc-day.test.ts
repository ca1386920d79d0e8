import { expect, test } from 'vitest';
import { secondsToEndOf, secondsToMidnight, utcDay } from './utc-day.ts';

const rows: [string, string, number][] = [
  ['2026-06-03T00:00:00.000Z', '2026-06-03', 86_400],
  ['2026-06-03T00:00:00.001Z', '2026-06-03', 86_400],
  ['2026-06-03T23:59:58.001Z', '2026-06-03', 2],
  ['2026-06-03T23:59:59.999Z', '2026-06-03', 1],
  ['2026-06-03T23:30:00-05:00', '2026-06-04', 70_200],
  ['2026-06-03T00:30:00+02:00', '2026-06-02', 5_400],
  ['2028-02-29T12:00:00.000Z', '2028-02-29', 43_200],
  ['2026-12-31T23:59:00.000Z', '2026-12-31', 60],
];
test.each(rows)('%s is in %s, %d seconds before its end', (text, day, seconds) => {
  expect(utcDay(new Date(text))).toBe(day);
  expect(secondsToMidnight(new Date(text))).toBe(seconds);
});

test('the end of a day that is over is a second away', () => {
  expect(secondsToEndOf('2026-06-03', new Date('2026-06-03T23:00:00.000Z'))).toBe(3_600);
  expect(secondsToEndOf('2026-06-03', new Date('2026-06-04T00:00:00.000Z'))).toBe(1);
  expect(secondsToEndOf('2026-06-03', new Date('2026-06-04T00:00:02.000Z'))).toBe(1);
});
