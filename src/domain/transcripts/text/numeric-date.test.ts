import { expect, test } from 'vitest';
import { NoticeTally } from '../../../base/notice.ts';
import { decideDateOrder, numericDate, writeDate } from './numeric-date.ts';

function read(written: readonly string[], halved = false): [string, number, ...(string | null)[]] {
  const notices = new NoticeTally();
  const dates = written.map((date) =>
    numericDate(/^(\d+)(\D)(\d+)\D(\d+)$/u.exec(date)?.slice(1) ?? [], halved),
  );
  const order = decideDateOrder(dates, notices, 'line 1');
  return [order, notices.list().length, ...dates.map((date) => writeDate(date, order))];
}

test.each([
  [['2026-06-03', '2026-06-04'], 'year', 0, '2026-06-03'],
  [['2026/6/3'], 'year', 0, '2026-06-03'],
  [['03/06/2026', '13/06/2026'], 'day', 0, '2026-06-03'],
  [['06/03/26', '06/13/26'], 'month', 0, '2026-06-03'],
  [['03.06.26'], 'day', 0, '2026-06-03'],
  [['30/05/2026', '03/06/2026'], 'day', 0, '2026-05-30'],
  [['05/06/2026', '03/07/2026'], 'day', 0, '2026-06-05'],
  [['06/05/2026', '07/03/2026'], 'month', 0, '2026-06-05'],
  [['03/06/2026', '04/06/2026'], 'day', 1, '2026-06-03'],
])('%s', (written, order, guesses, first) => {
  expect(read(written).slice(0, 3)).toEqual([order, guesses, first]);
});

test('AM and PM with slashes make the American order likelier, where it spans fewer days', () => {
  expect(read(['6/3/26', '6/4/26'], true)).toEqual(['month', 1, '2026-06-03', '2026-06-04']);
  expect(read(['3/6/26', '4/6/26'], true)).toEqual(['day', 1, '2026-06-03', '2026-06-04']);
});

test('a day that does not exist is none', () => {
  expect(writeDate(numericDate(['40', '.', '13', '2026'], false), 'day')).toBeNull();
});
