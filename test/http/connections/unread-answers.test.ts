import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDataFolder } from '../../support/data-folder.ts';
import { type ServerProcess, spawnServer } from '../../support/processes.ts';
import { open, pipelined } from './raw-client.ts';

const clients = 20;
const requests = 5_000;
const mostMegabytes = 300;
/** On loopback a kernel takes some megabytes for a client that reads nothing: a hundred documents at most. */
const mostDocuments = clients * 250;

const folder = newDataFolder('unread');
let server: ServerProcess;
beforeAll(async () => {
  server = await spawnServer({ DATA_DIR: folder });
});
afterAll(async () => {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

const isLinux = process.platform === 'linux';
if (!isLinux) console.warn('SKIPPED: the peak of memory is read from /proc');

/** The most memory that the server's process ever had. */
function peakMegabytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

async function healthy(times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
}

describe.skipIf(!isLinux)('20 clients that send thousands of requests and read nothing', () => {
  test.each([
    '/api/v1/rest/openapi.json',
    '/',
    '/metrics',
    '/readyz',
    '/api/v1/rest/users',
    '/nothing',
    '/recordings/a/b?expires=1&signature=x',
  ])('of %s', async (path) => {
    const sockets = await Promise.all(Array.from({ length: clients }, () => open(server.url)));
    for (const socket of sockets) socket.pause().write(pipelined(path, requests, 'flood'));
    await healthy(20);
    for (const socket of sockets) socket.destroy();
    await healthy(20);
    expect(peakMegabytes()).toBeLessThan(mostMegabytes);
  });

  test('of the document: no more are served than the clients could take', () => {
    const served = server.output().match(/"path":"\/api\/v1\/rest\/openapi.json"/g)?.length ?? 0;
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThan(mostDocuments);
  });
});
