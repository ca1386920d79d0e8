import { expect, test } from 'vitest';
import { plainLine } from './plain-line.ts';

const time = new Date(2026, 5, 3, 9, 4, 5).toISOString();

test.each<[string, object, string]>([
  ['the message', { level: 30, msg: 'stopped' }, '09:04:05 stopped'],
  [
    'what else it holds',
    { level: 30, version: '0.1.0', dataDir: '/var/lib/a b', msg: 'Meetric starts' },
    '09:04:05 Meetric starts  version 0.1.0, dataDir /var/lib/a b',
  ],
  ['numbers and lists', { level: 30, ms: 1.5, ids: ['a'], msg: 'x' }, '09:04:05 x  ms 1.5, ids ["a"]'],
  ['a warning', { level: 40, msg: 'tokens not read' }, '09:04:05 warning: tokens not read'],
  ['a level of its own', { level: 55, msg: 'x' }, '09:04:05 error: x'],
  [
    'an error with its stack',
    {
      level: 60,
      err: { type: 'Error', message: 'no', stack: 'Error: no\n    at f' },
      msg: 'could not start',
    },
    '09:04:05 fatal: could not start\n  Error: no\n      at f',
  ],
  ['an error without one', { level: 50, err: { message: 'no' } }, '09:04:05 error: \n  no'],
])('%s', (_, line, expected) => expect(plainLine(JSON.stringify({ time, ...line }))).toBe(expected));
