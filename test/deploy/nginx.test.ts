import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { read } from '../support/api-client.ts';
import { accept, completed, incoming, keepRecording, silentWav } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';

const name = 'meetric.example.com';
const publicUrl = `https://${name}`;
// Debian has it where only root's PATH leads.
const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };
const isThere = (program: string, argument: string): boolean =>
  spawnSync(program, [argument], { stdio: 'ignore', env }).status === 0;
const hasAll = isThere('nginx', '-v') && isThere('openssl', 'version');
if (!hasAll) console.warn('SKIPPED: deploy/nginx.conf is tried with the Debian packages nginx and openssl');

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-nginx-'));
const dispatcher = new Agent({ connect: { rejectUnauthorized: false, servername: name } });
let world: World;
let nginx: ChildProcess;
let port: number;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** The shipped file, with this test's ports and certificate. */
function configuration(server: string): string {
  const shipped = readFileSync(path.join(programRoot, 'deploy/nginx.conf'), 'utf8')
    .replace('server 127.0.0.1:42969;', `server ${new URL(server).host};`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`)
    .replaceAll('/etc/ssl/meetric', path.join(folder, 'meetric'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  return `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
events {}
http { access_log off; ${temporary.join(' ')}
${shipped} }`;
}

function get(place: string, headers: Record<string, string> = {}) {
  return request(`https://127.0.0.1:${port}${place}`, { dispatcher, headers: { host: name, ...headers } });
}

describe.skipIf(!hasAll)('behind nginx', () => {
  beforeAll(async () => {
    world = await createWorld({ PUBLIC_URL: publicUrl, TRUSTED_PROXIES: '127.0.0.1' });
    port = await freePort();
    const pair = ['-keyout', `${folder}/meetric.key`, '-out', `${folder}/meetric.crt`];
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`];
    expect(spawnSync('openssl', [...made, ...pair]).status).toBe(0);
    writeFileSync(`${folder}/nginx.conf`, configuration(world.server.url));
    nginx = spawn('nginx', ['-p', folder, '-c', `${folder}/nginx.conf`, '-e', 'stderr'], {
      stdio: 'ignore',
      env,
    });
  });
  afterAll(async () => {
    nginx.kill();
    await once(nginx, 'close');
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  // First: nginx has just been started.
  test('the front page names the address of clients', async () => {
    const page = async (): Promise<string> => (await get('/', { accept: 'text/plain' })).body.text();
    await expect.poll(() => page().catch(String)).toContain(`${publicUrl}/api/v1/rest`);
  });

  test('the API answers, compressed and with its ETag', async () => {
    const headers = { authorization: `Bearer ${world.token}`, 'accept-encoding': 'gzip' };
    const list = '/api/v1/rest/users';
    const first = await get(list, { authorization: headers.authorization });
    expect(first.statusCode).toBe(200);
    await first.body.dump();
    const again = await get(list, { ...headers, 'if-none-match': String(first.headers['etag']) });
    expect(again.statusCode).toBe(304);
    await again.body.dump();
    const { headers: sent, body } = await get('/api/v1/rest/openapi.json', headers);
    expect(sent).toMatchObject({ 'content-encoding': 'gzip', 'x-content-type-options': 'nosniff' });
    await body.dump();
  });

  test('a body is taken, and errors keep their shape', async () => {
    const { statusCode, body } = await request(`https://127.0.0.1:${port}/api/v1/rest/notetaker/request`, {
      dispatcher,
      method: 'POST',
      headers: { host: name, authorization: `Bearer ${world.token}`, 'content-type': 'application/json' },
      body: '{"meeting_url":"https://meet.google.com/abc-defg-hij"}',
    });
    expect([statusCode, await body.json()]).toMatchObject([503, { statusCode: 503 }]);
  });

  test('recordings come, whole and in part', async () => {
    const { server, token } = world;
    const recording = await keepRecording(world, server.accountId);
    const call = incoming({ title: 'Recorded', startedAt: new Date(), recording });
    const id = await accept(world, server.accountId, call);
    await completed(world, [id]);
    const place = `/conversations/${id}/recording-url`;
    const { recording_url } = await read(server, token, place, 'RecordingUrlResponse');
    expect(recording_url.startsWith(`${publicUrl}/recordings/`)).toBe(true);
    const link = recording_url.slice(publicUrl.length);
    const whole = await get(link);
    expect(Buffer.from(await whole.body.arrayBuffer()).equals(silentWav)).toBe(true);
    const part = await get(link, { range: 'bytes=10-19' });
    expect([part.statusCode, part.headers['content-range']]).toEqual([
      206,
      `bytes 10-19/${silentWav.length}`,
    ]);
    await part.body.dump();
  });

  test("the operator's pages are not for everybody", async () => {
    for (const page of ['/healthz', '/readyz', '/metrics']) {
      const { statusCode, body } = await get(page);
      expect(statusCode).toBe(404);
      await body.dump();
    }
  });
});
