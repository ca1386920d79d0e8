import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectPlain } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { pino } from 'pino';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StartRefused } from '../../src/server/open-database.ts';
import { readTlsFiles, watchTlsFiles } from '../../src/server/tls-files.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;
if (!hasOpenssl) console.warn('SKIPPED: certificates are made by the Debian package openssl');

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-tls-'));
const file = (name: string): string => path.join(folder, name);

function makePair(name: string): void {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const out = ['-keyout', file(`${name}.key`), '-out', file(`${name}.crt`), '-days', '2'];
  const { status, stderr } = spawnSync('openssl', [...kind, ...out, ...subject]);
  if (status !== 0) throw new Error(String(stderr));
}

/** Into the place of the files that the server was given. */
function install(cert: string, key: string): void {
  copyFileSync(file(`${cert}.crt`), file('used.crt'));
  copyFileSync(file(`${key}.key`), file('used.key'));
}

const files = { cert: file('used.crt'), key: file('used.key') };
const env = { TLS_CERT: files.cert, TLS_KEY: files.key };

describe.skipIf(!hasOpenssl)('HTTPS', () => {
  let database: TestDatabase;
  let server: TestServer;
  const lines: string[] = [];
  beforeAll(async () => {
    for (const name of ['first', 'second']) makePair(name);
    install('first', 'first');
    database = await createTestDatabase();
    const log = pino({ level: 'info' }, { write: (line) => lines.push(line) });
    server = await startTestServer(database.url, env, log);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = async (ca: string, place: string) => {
    const dispatcher = new Agent({ connect: { ca: readFileSync(file(`${ca}.crt`)) } });
    const { statusCode, body } = await request(server.url + place, { dispatcher });
    const answer = { status: statusCode, text: await body.text() };
    await dispatcher.close();
    return answer;
  };

  test('is spoken where there is a certificate, and the addresses that are shown say so', async () => {
    expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect((await get('first', '/healthz')).status).toBe(200);
    const { text } = await get('first', '/api/v1/rest/openapi.json');
    expect(JSON.parse(text)).toMatchObject({ servers: [{ url: `${server.url}/api/v1/rest` }] });
  });

  test('a client without it is closed', async () => {
    const socket = connectPlain(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'close');
    expect((await get('first', '/healthz')).status).toBe(200);
  });

  test('pipelined requests are answered in their order', async () => {
    const socket = tls.connect({ port: Number(new URL(server.url).port), rejectUnauthorized: false });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    const requests = Array.from({ length: 500 }, (_, i) => `X-Request-Id: t-${i}\r\n`);
    const last = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    socket.write(requests.map((id) => `GET /nothing HTTP/1.1\r\nHost: x\r\n${id}\r\n`).join('') + last);
    await once(socket, 'close');
    const ids = [
      ...Buffer.concat(chunks)
        .toString()
        .matchAll(/x-request-id: t-(\d+)/g),
    ];
    expect(ids.map(([, id]) => Number(id))).toEqual(requests.map((_, i) => i));
  });

  test('a renewed certificate is taken up, open connections stay, a broken one changes nothing', async () => {
    const open = tls.connect({ port: Number(new URL(server.url).port), rejectUnauthorized: false });
    await once(open, 'secureConnect');
    install('second', 'first');
    await expect.poll(() => lines.filter((line) => line.includes('are unfit')).length).toBe(1);
    expect((await get('first', '/healthz')).status).toBe(200);
    install('second', 'second');
    await expect.poll(() => get('second', '/healthz').catch(() => null)).toMatchObject({ status: 200 });
    open.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(String((await once(open, 'data'))[0])).toMatch(/^HTTP\/1.1 200 /);
    open.destroy();
  });

  test.each([
    ['a key of another certificate', (): void => install('first', 'second')],
    ['no certificate', (): void => writeFileSync(files.cert, 'nothing')],
    ['no file', (): void => rmSync(files.cert)],
  ])('%s refuses the start', async (_what, spoil) => {
    install('first', 'first');
    spoil();
    const refusal = await startTestServer(database.url, env).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartRefused);
    expect(String(refusal)).toMatch(/tls_unfit: TLS_CERT and TLS_KEY can not be used: .+ Give PEM files/);
  });

  test('the files are read again and again, and told of once', async () => {
    install('first', 'first');
    const reading = readTlsFiles(files);
    if (reading.kind === 'unfit') throw new Error(reading.reason);
    const told: string[] = [];
    const stop = watchTlsFiles({
      files,
      pair: reading.pair,
      log: pino({ level: 'silent' }),
      everyMs: 5,
      onChange: ({ cert }) => told.push(cert),
    });
    install('second', 'second');
    await expect.poll(() => told).toEqual([readFileSync(file('second.crt'), 'utf8')]);
    install('first', 'first');
    await expect.poll(() => told.at(-1)).toBe(readFileSync(file('first.crt'), 'utf8'));
    stop();
  });
});
