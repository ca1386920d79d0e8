import { expect, test } from 'vitest';
import { filtersOf, queryOf, sortOf, viewOf } from './query.ts';

const of = (text: string): URLSearchParams => new URLSearchParams(text);

test.each([
  ['', { sort: 'newest' }],
  ['q=AT%26T', { q: 'AT&T', sort: 'relevance' }],
  ['q=%20&sort=longest', { sort: 'longest' }],
  ['sort=strange&q=x', { q: 'x', sort: 'relevance' }],
  ['medium=call&unknown=1', { medium: 'call', sort: 'newest' }],
  ['from=yesterday&to=2026-1-1', { sort: 'newest' }],
])('%j asks for %j', (text, expected) => expect(queryOf(of(text))).toEqual(expected));

test('the last day counts, in the zone of the reader', () => {
  const { from, to } = queryOf(of('from=2026-11-30&to=2026-11-30'));
  expect([from, to]).toEqual([new Date(2026, 10, 30).toISOString(), new Date(2026, 11, 1).toISOString()]);
});

test('a view keeps words, filters and order, nothing else', () => {
  expect(viewOf(of('view=3&q=price&topic=R%26D&sort=oldest'))).toBe('topic=R%26D&q=price&sort=oldest');
  expect(filtersOf(of('topic=R%26D&from='))).toEqual({ topic: 'R&D' });
  expect(sortOf(of('sort=oldest'))).toBe('oldest');
});
