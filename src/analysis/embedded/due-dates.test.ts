import { expect, test } from 'vitest';
import { findDueDate } from './due-dates.ts';

const WEDNESDAY = new Date('2026-06-03T09:00:00Z');

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
])('%j is due on %s', (text, day) => {
  expect(findDueDate(text, WEDNESDAY)).toBe(day);
});

test('counts from the day in UTC even late in the evening', () => {
  expect(findDueDate('tomorrow', new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
});
