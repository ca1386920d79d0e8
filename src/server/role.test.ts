import { expect, test } from 'vitest';
import { readRole } from './role.ts';

const read: [string[], string][] = [
  [[], 'all'],
  [['--role=all'], 'all'],
  [['--role=api'], 'api'],
  [['--role', 'worker'], 'worker'],
];
test.each(read)('%j means %s', (args, role) => {
  expect(readRole(args)).toEqual({ kind: 'ok', role });
});

const refused: [string[], RegExp][] = [
  [['--role=API'], /^role_unknown: --role must be one of all, api, worker\.$/],
  [['--role='], /^role_unknown: /],
  [['--role'], /^role_unknown: /],
  [['--rolle=api'], /^argument_unknown: --rolle=api;/],
  [['worker'], /^argument_unknown: worker;/],
  [['--role=api', '--port=1'], /^argument_unknown: --port=1;/],
];
test.each(refused)('%j is refused', (args, message) => {
  expect(readRole(args)).toEqual({ kind: 'fault', message: expect.stringMatching(message) });
});
