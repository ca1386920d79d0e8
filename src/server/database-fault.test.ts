import pg from 'pg';
import { expect, test } from 'vitest';
import { DatabaseUnfit } from '../db/database-unfit.ts';
import { databaseFault } from './database-fault.ts';

const url = 'postgresql://meetric:s3cret@db.internal:5433/calls';

function ofNode(code: string, message = `connect ${code}`): Error {
  return Object.assign(new Error(message), { code });
}

function ofServer(code: string, message: string): Error {
  return Object.assign(new pg.DatabaseError(message, message.length, 'error'), { code });
}

const faults: [string, Error, RegExp][] = [
  ['refused', ofNode('ECONNREFUSED'), /^database_unreachable: nothing listens at db\.internal:5433\. Start/],
  ['both addresses refused', ofNode('ECONNREFUSED', ''), /^database_unreachable: nothing listens at/],
  ['no such name', ofNode('ENOTFOUND'), /^database_unreachable: the host of db\.internal:5433 is not found/],
  ['no route', ofNode('EHOSTUNREACH'), /^database_unreachable: .*no answer \(EHOSTUNREACH\).*firewalls/],
  ['silence', new Error('timeout expired'), /^database_unreachable: .*no answer \(timeout expired\)/],
  ['something else', new Error('Connection terminated unexpectedly'), /^database_unreachable: .*no answer/],
  ['no TLS', new Error('The server does not support SSL connections'), /^database_tls: .*sslmode/],
  ['a certificate', ofNode('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed'), /^database_tls: .*\(self-signed\)/],
  [
    'no password',
    new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
    /^database_password_missing: .*wants a password of user "meetric"/,
  ],
  [
    'password',
    ofServer('28P01', 'password authentication failed'),
    /^database_password_wrong: .*"meetric".*%40/,
  ],
  [
    'not let in',
    ofServer('28000', 'no pg_hba.conf entry'),
    /^database_access_denied: .*no pg_hba\.conf entry/,
  ],
  [
    'no database',
    ofServer('3D000', 'does not exist'),
    /^database_unknown: .*db\.internal:5433 has no database "calls"/,
  ],
  [
    'no rights',
    ofServer('42501', 'permission denied for schema public'),
    /^database_rights_missing: .*public/,
  ],
  ['a standby', ofServer('25006', 'read-only'), /^database_read_only: .*primary/],
  ['too many', ofServer('53300', 'too many clients'), /^database_full: .*max_connections/],
  ['starting', ofServer('57P03', 'starting up'), /^database_unreachable: .*starting or stopping/],
  [
    'unfit',
    new DatabaseUnfit('database_too_old: this is 14.'),
    /^database_too_old: this is 14\. DATABASE_URL/,
  ],
];
test.each(faults)('%s is one line that names the variable and not the password', (_, error, expected) => {
  const fault = databaseFault(error, url);
  expect(fault).toMatch(expected);
  expect(fault).toContain('DATABASE_URL');
  expect(fault).not.toMatch(/\n|s3cret/);
});

test('a socket that is not there is named by its folder', () => {
  const fault = databaseFault(ofNode('ENOENT'), 'postgresql://meetric@/calls?host=/var/run/nowhere');
  expect(fault).toMatch(/^database_unreachable: there is no socket of PostgreSQL in \/var\/run\/nowhere\./);
});

test.each([
  'postgresql://meetric:pa/ss@host/calls',
  'postgresql://meetric:12/34@host/calls',
  'postgresql://meetric:pa#ss@host/calls',
  'postgresql://meetric:pa?ss@host/calls',
  'postgresql://[::1/calls',
])('nothing of %s is repeated, since a part of the password may be taken for the host', (broken) => {
  expect(databaseFault(ofNode('ENOTFOUND'), broken)).toMatch(
    /^database_url_invalid: DATABASE_URL can not be read\. [^\n]*%2F/,
  );
});

test.each([new Error('a bug'), ofServer('42P01', 'relation "x" does not exist'), 'text'])(
  'what is no fault of the database stays what it is: %s',
  (error) => expect(databaseFault(error, url)).toBeNull(),
);
