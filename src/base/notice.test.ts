import { expect, test } from 'vitest';
import { NoticeTally } from './notice.ts';

test.each([
  [null, null],
  ['line 12', 'line 12'],
  ['a\u0000b.segments[1]', 'a b.segments[1]'],
  ['\ud800.text', '\ufffd.text'],
  ['k'.repeat(200), 'k'.repeat(200)],
  ['k'.repeat(201), `${'k'.repeat(199)}…`],
  [`${'k'.repeat(198)}🌟.text`, `${'k'.repeat(198)}…`],
])('the place %j is told as %j', (given, told) => {
  const notices = new NoticeTally();
  notices.add('items_left_out', given);
  expect(notices.list()).toEqual([{ code: 'items_left_out', count: 1, firstPlace: told }]);
});
