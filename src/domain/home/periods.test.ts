import { expect, test } from 'vitest';
import { periodsOf, weekOf } from './periods.ts';

test.each([
  ['2026-12-01T03:00:00Z', 'UTC', 7, ['2026-11-25', '2026-12-01', '2026-11-18', '2026-11-24']],
  ['2026-12-01T03:00:00Z', 'America/New_York', 7, ['2026-11-24', '2026-11-30', '2026-11-17', '2026-11-23']],
  ['2026-03-30T00:30:00Z', 'Europe/Stockholm', 2, ['2026-03-29', '2026-03-30', '2026-03-27', '2026-03-28']],
  ['2026-01-01T11:00:00Z', 'Pacific/Auckland', 1, ['2026-01-02', '2026-01-02', '2026-01-01', '2026-01-01']],
])('%s in %s, %d days', (now, zone, days, expected) => {
  const { current, previous } = periodsOf(new Date(now), zone, days);
  expect([current.from, current.to, previous.from, previous.to]).toEqual(expected);
});

test.each([
  ['2026-11-30', '2026-11-30'],
  ['2026-12-06', '2026-11-30'],
  ['2026-12-07', '2026-12-07'],
  ['2026-01-01', '2025-12-29'],
])('the week of %s begins on %s', (day, monday) => expect(weekOf(day)).toBe(monday));
