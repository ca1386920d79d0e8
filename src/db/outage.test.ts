import pg from 'pg';
import { expect, test } from 'vitest';
import { isOutage } from './outage.ts';
import { DatabaseAway } from './pulse.ts';

function answered(code: string): Error {
  return Object.assign(new pg.DatabaseError('said by the server', 1, 'error'), { code });
}
const failed = (message: string, fields: object): Error => Object.assign(new Error(message), fields);
const refused = failed('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED', syscall: 'connect' });

test.each<[string, unknown, boolean]>([
  ['the server stops', answered('57P01'), true],
  ['the server starts', answered('57P03'), true],
  ['its disk is full', answered('53100'), true],
  ['it has no connection left', answered('53300'), true],
  ['it can not write a file', answered('58030'), true],
  ['nothing listens there', refused, true],
  [
    'its socket is gone',
    failed('connect ENOENT /run/.s.PGSQL.5432', { code: 'ENOENT', syscall: 'connect' }),
    true,
  ],
  ['the connection was cut', failed('read ECONNRESET', { code: 'ECONNRESET', syscall: 'read' }), true],
  ['pg lost it', new Error('Connection terminated unexpectedly'), true],
  ['it gave no answer', new Error('Query read timeout'), true],
  ['the pool had no turn', new Error('timeout exceeded when trying to connect'), true],
  ['it is silent', new DatabaseAway('no answer'), true],
  ['a cause', new Error('the batch failed', { cause: refused }), true],
  ['a value that no column takes', answered('22003'), false],
  ['a bug', new TypeError('undefined is not a function'), false],
  ['a file that can not be read', failed('read EIO', { code: 'EIO', syscall: 'read', path: '/x' }), false],
  ['a file that is missing', failed('ENOENT: open', { code: 'ENOENT', syscall: 'open', path: '/x' }), false],
  ['a text', 'Connection terminated', false],
])('%s', (_, error, isAway) => {
  expect(isOutage(error)).toBe(isAway);
});
