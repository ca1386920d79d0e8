import pg from 'pg';
import { expect, test } from 'vitest';
import { importFailure } from './import-failure.ts';

function ofServer(code: string): Error {
  const error = new pg.DatabaseError('it says so', 10, 'error');
  error.code = code;
  return error;
}
const ofConnection = (code: string, more: object = {}): Error =>
  Object.assign(new Error(code), { code, ...more });

test.each([
  [ofServer('22P05'), 'database_refused'],
  [ofServer('23503'), 'database_refused'],
  [ofServer('57P01'), 'database_gone'],
  [ofServer('53300'), 'database_gone'],
  [ofServer('08006'), 'database_gone'],
  [ofConnection('ECONNREFUSED'), 'database_gone'],
  [ofConnection('ENOENT', { syscall: 'connect' }), 'database_gone'],
  [ofConnection('ENOENT', { syscall: 'open' }), 'unexpected_error'],
  [new Error('Connection terminated unexpectedly'), 'database_gone'],
  [new Error('Query read timeout'), 'database_gone'],
  [new Error('Something else'), 'unexpected_error'],
  ['no error at all', 'unexpected_error'],
])('%s is told as %s', (error, code) => {
  expect(importFailure(error)).toEqual({ code, message: expect.stringMatching(/./) });
});
