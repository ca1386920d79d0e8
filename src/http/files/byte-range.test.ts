import { expect, test } from 'vitest';
import { judgeRange, type RangeVerdict } from './byte-range.ts';

const modifiedAt = new Date('2026-06-03T09:42:00.900Z');
const served = { etag: '"abc"', modifiedAt, bytes: 1_000 };
const at = 'Wed, 03 Jun 2026 09:42:00 GMT';
const before = 'Wed, 03 Jun 2026 09:41:59 GMT';
const whole: RangeVerdict = { kind: 'whole' };
const failed: RangeVerdict = { kind: 'precondition_failed' };
const known: RangeVerdict = { kind: 'not_modified' };
const beyond: RangeVerdict = { kind: 'unsatisfiable' };
const part = (start: number, end: number): RangeVerdict => ({ kind: 'part', start, end });

const rows: [Record<string, string>, RangeVerdict][] = [
  [{}, whole],
  [{ range: 'bytes=0-0' }, part(0, 0)],
  [{ range: 'bytes=10-19' }, part(10, 19)],
  [{ range: 'Bytes=10-' }, part(10, 999)],
  [{ range: 'bytes=990-5000' }, part(990, 999)],
  [{ range: 'bytes=-10' }, part(990, 999)],
  [{ range: 'bytes=-5000' }, part(0, 999)],
  [{ range: 'bytes=999-' }, part(999, 999)],
  [{ range: 'bytes=1000-' }, beyond],
  [{ range: 'bytes=-0' }, beyond],
  [{ range: 'bytes=9-3' }, whole],
  [{ range: 'bytes=-' }, whole],
  [{ range: 'bytes=0-1,5-6' }, whole],
  [{ range: 'pages=0-1' }, whole],
  [{ 'if-match': '"abc"' }, whole],
  [{ 'if-match': '*' }, whole],
  [{ 'if-match': '"x", "abc"' }, whole],
  [{ 'if-match': 'W/"abc"' }, failed],
  [{ 'if-match': '"x"', 'if-none-match': '"abc"' }, failed],
  [{ 'if-unmodified-since': at }, whole],
  [{ 'if-unmodified-since': before }, failed],
  [{ 'if-none-match': '"abc"' }, known],
  [{ 'if-none-match': 'W/"abc"' }, known],
  [{ 'if-none-match': '"x"', 'if-modified-since': at }, whole],
  [{ 'if-modified-since': at }, known],
  [{ 'if-modified-since': before }, whole],
  [{ 'if-modified-since': 'yesterday' }, whole],
  [{ range: 'bytes=1-2', 'if-range': '"abc"' }, part(1, 2)],
  [{ range: 'bytes=1-2', 'if-range': '"x"' }, whole],
  [{ range: 'bytes=1-2', 'if-range': at }, part(1, 2)],
  [{ range: 'bytes=1-2', 'if-range': before }, whole],
  [{ range: 'bytes=1-2', 'if-none-match': '"abc"' }, known],
];
test.each(rows)('%j', (headers, verdict) => {
  expect(judgeRange('GET', headers, served)).toEqual(verdict);
});

test('HEAD knows no range', () => {
  expect(judgeRange('HEAD', { range: 'bytes=1-2' }, served)).toEqual(whole);
});
