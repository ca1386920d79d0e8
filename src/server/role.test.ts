import { expect, test } from 'vitest';
import { type Lane, lanes } from '../jobs/kinds.ts';
import { readRole } from './role.ts';

const read: [string[], string, readonly Lane[]][] = [
  [[], 'all', lanes],
  [['--role=all'], 'all', lanes],
  [['--role=api'], 'api', []],
  [['--role', 'worker'], 'worker', lanes],
  [['--role=worker', '--lanes=sound'], 'worker', ['sound']],
  [['--lanes=delivery,pipeline', '--role=worker'], 'worker', ['pipeline', 'delivery']],
  [['--lanes', 'sound,sound'], 'all', ['sound']],
];
test.each(read)('%j means %s with lanes %j', (args, role, wanted) => {
  expect(readRole(args)).toEqual({ kind: 'ok', role, lanes: wanted });
});

const refused: [string[], RegExp][] = [
  [['--role=API'], /^role_unknown: --role must be one of all, api, worker\.$/],
  [['--role='], /^role_unknown: /],
  [['--role'], /^role_unknown: /],
  [['--rolle=api'], /^argument_unknown: --rolle=api; there are only --role= and --lanes=$/],
  [['worker'], /^argument_unknown: worker;/],
  [['--role=api', '--port=1'], /^argument_unknown: --port=1;/],
  [
    ['--role=worker', '--lanes=sound,speech'],
    /^lane_unknown: --lanes must be some of sound, pipeline, delivery, with commas between them\.$/,
  ],
  [['--lanes='], /^lane_unknown: /],
  [['--lanes'], /^lane_unknown: /],
  [['--lanes=sound, delivery'], /^lane_unknown: /],
  [['--role=api', '--lanes=sound'], /^lanes_without_jobs: --role=api runs no jobs; leave --lanes out\.$/],
];
test.each(refused)('%j is refused', (args, message) => {
  expect(readRole(args)).toEqual({ kind: 'fault', message: expect.stringMatching(message) });
});
