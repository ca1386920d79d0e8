import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { meetric, spawnServer } from '../support/processes.ts';
import { holdRefusingPort, type RefusingPort } from '../support/refusing-port.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-url-'));
const name = `t_url_${randomBytes(6).toString('hex')}`;
const password = 's3cret-of-tests';
let server: pg.Client;
let refusing: RefusingPort;
let impostor: net.Server;

const urlOf = (database: string): string => inject('postgresUrl').replace('DATABASE', database);
const portOf = (listening: net.Server): number => Object(listening.address() as AddressInfo).port;

beforeAll(async () => {
  server = new pg.Client({ connectionString: urlOf('postgres') });
  await server.connect();
  await server.query(`create role ${name} login`);
  await server.query(`create database ${name}`);
  await server.query(
    `create database ${name}_latin encoding 'LATIN1' locale_provider libc locale 'C' template template0`,
  );
  refusing = await holdRefusingPort();
  // Of the protocol it knows to refuse TLS, and then every password.
  impostor = net.createServer((socket) =>
    socket.on('error', () => {}).on('data', (bytes) => socket.write(answerOf(Buffer.from(bytes)))),
  );
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  impostor.close();
  await refusing.release();
  for (const database of [name, `${name}_latin`])
    await server.query(`drop database ${database} with (force)`);
  await server.query(`drop role ${name}`);
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

/** PostgreSQL's protocol: an SSLRequest is answered by N, a start by an error. */
function answerOf(bytes: Buffer): Buffer {
  const sslRequest = 80_877_103;
  if (bytes.length >= 8 && bytes.readInt32BE(4) === sslRequest) return Buffer.from('N');
  const fields = Buffer.from(
    ['SFATAL', 'VFATAL', 'C28P01', 'Mpassword authentication failed for user "calls"', '', ''].join('\0'),
  );
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

const faults: [string, () => string, RegExp][] = [
  [
    'where nothing listens',
    () => `postgresql://calls:${password}@127.0.0.1:${refusing.port}/calls`,
    /^database_unreachable: nothing listens at 127\.0\.0\.1:\d+\./,
  ],
  [
    'with a wrong password',
    () => `postgresql://calls:${password}@127.0.0.1:${portOf(impostor)}/calls`,
    /^database_password_wrong: /,
  ],
  [
    'that wants TLS where there is none',
    () => `postgresql://calls:${password}@127.0.0.1:${portOf(impostor)}/calls?sslmode=verify-full`,
    /^database_tls: .*does not support SSL/,
  ],
  [
    'that can not be read',
    () => `postgresql://calls:${password}/x@127.0.0.1/calls`,
    /^database_url_invalid: /,
  ],
  [
    'of a database that is not there',
    () => urlOf(`${name}_gone`),
    /^database_unknown: .* has no database "t_url_\w+_gone"\./,
  ],
  [
    'of a user without rights',
    () => urlOf(name).replace('//meetric@', `//${name}@`),
    /^database_rights_missing: /,
  ],
  [
    'of another encoding',
    () => urlOf(`${name}_latin`),
    /^database_encoding: the database must be UTF8, not LATIN1\./,
  ],
];
test.each(faults)('a DATABASE_URL %s is one line for a command and at start', async (_, url, expected) => {
  const env = { DATA_DIR: folder, DATABASE_URL: url() };
  const { code, stdout, stderr } = await meetric(
    ['user', 'add', '--name', 'X', '--email', 'x@example.com'],
    env,
  );
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(expected);
  expect(stderr).toMatch(/^[^\n]*DATABASE_URL[^\n]*\n$/);
  expect(stderr).not.toContain(password);
  const started = await spawnServer({ ...env, LOG_LEVEL: 'warn' }).catch((error: Error) => error);
  expect(String(started)).toBe(`Error: The server ended with 1: ${stderr}`);
});
