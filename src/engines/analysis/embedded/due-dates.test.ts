import { expect, test } from 'vitest';
import { SAID_ON_A_MONDAY } from '../../../../testing/analysis/said-dates.ts';
import { findDueDate } from './due-dates.ts';

const MONDAY = new Date('2026-11-30T10:00:00Z');
const WEDNESDAY = new Date('2026-06-03T09:00:00Z');

test.each(SAID_ON_A_MONDAY)('%j on a Monday is due on %s', (said, day) => {
  expect(findDueDate(said, MONDAY)).toBe(day);
});

test.each([
  ["I'll send it by Friday.", '2026-06-05'],
  ['Please send it by next Tuesday.', '2026-06-09'],
  ['We meet on June 12.', '2026-06-12'],
  ["I'll do it tomorrow.", '2026-06-04'],
  ['I will share it in two weeks.', '2026-06-17'],
  ['It is due by the end of the week.', '2026-06-05'],
  ['It is due by the end of the month.', '2026-06-30'],
  ['It is due by the end of next month.', '2026-07-31'],
  ['We talked about it last Friday.', null],
  ["I'll do it now, in a second.", null],
  ['We may decide at ten.', null],
  ['You may send it.', null],
  ['It costs 40 dollars.', null],
])('%j on a Wednesday is due on %s', (text, day) => {
  expect(findDueDate(text, WEDNESDAY)).toBe(day);
});

test.each([
  ['by Friday', '2026-12-11'],
  ['this Friday', '2026-12-04'],
  ['by Friday the 4th', '2026-12-04'],
  ['next Friday', '2026-12-11'],
  ['by the end of the week', '2026-12-04'],
  ['by the end of next week', '2026-12-11'],
  ['on Saturday', '2026-12-05'],
  ['in two working days', '2026-12-08'],
])('%s on a Friday is %s: a bare weekday is never today', (said, day) => {
  expect(findDueDate(`send it ${said}.`, new Date('2026-12-04T10:00:00Z'))).toBe(day);
});

test.each([
  ['by the end of the week', '2026-12-11'],
  ['next Friday', '2026-12-11'],
  ['next week Tuesday', '2026-12-08'],
  ['by the end of the month', '2026-12-31'],
])('%s on a Saturday is %s', (said, day) => {
  expect(findDueDate(`send it ${said}.`, new Date('2026-12-05T10:00:00Z'))).toBe(day);
});

test.each([
  ['in a month', '2027-02-28'],
  ['by the 31st', '2027-01-31'],
  ['by the 30th', '2027-01-30'],
  ['by the 29th', null],
  ['by January 20', null],
])('%s at the end of January is %s', (said, day) => {
  expect(findDueDate(`send it ${said}.`, new Date('2027-01-30T10:00:00Z'))).toBe(day);
});

test('counts from the day in UTC even late in the evening', () => {
  expect(findDueDate('tomorrow', new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
});
