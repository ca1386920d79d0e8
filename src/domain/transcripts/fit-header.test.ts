import { expect, test } from 'vitest';
import { NoticeTally } from '../../base/notice.ts';
import { fitHeader } from './fit-header.ts';

const now = new Date('2026-11-30T10:00:00.000Z');

test('what fits stays as it is', () => {
  const header = {
    title: 'Roof',
    company: 'Acme',
    date: '2026-11-30T09:00:00.000Z',
    language: 'de',
    participants: [{ name: 'Mara Lind', email: 'mara@acme.example', role: 'host' }],
  };
  const notices = new NoticeTally();
  expect(fitHeader(header, now, notices)).toEqual(header);
  expect(notices.list()).toEqual([]);
});

test('a date ahead is left out, and told', () => {
  const notices = new NoticeTally();
  expect(fitHeader({ title: 'Roof', date: '2026-12-02T09:00:00.000Z' }, now, notices)).toEqual({
    title: 'Roof',
  });
  expect(notices.list()).toEqual([{ code: 'date_left_out', count: 1, firstPlace: null }]);
});

test('control characters, long titles, odd addresses, more people than can be stored', () => {
  const odd = { name: 'Mara\u0007 Lind', email: 'mara at acme', role: 'x'.repeat(101) };
  const many = Array.from({ length: 1_000 }, (_, at) => ({ name: `P${at}`, email: null, role: null }));
  const notices = new NoticeTally();
  const { title, participants } = fitHeader(
    {
      title: `Roof\n${'x'.repeat(2_000)}`,
      participants: [odd, { name: ' ', email: null, role: null }, ...many],
    },
    now,
    notices,
  );
  // The title, the address, the role, and one of 1,001 people.
  expect(notices.list()).toEqual([{ code: 'details_cut', count: 4, firstPlace: null }]);
  expect(title).toHaveLength(1_000);
  expect(title).toMatch(/^Roof xxx/u);
  expect(participants).toHaveLength(1_000);
  expect(participants?.[0]).toEqual({ name: 'Mara Lind', email: null, role: 'x'.repeat(100) });
  expect(participants?.[1]).toEqual({ name: 'P0', email: null, role: null });
});
