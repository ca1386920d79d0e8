import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchOptions } from './options.ts';
import { Connection, getRequest } from './support/connection.ts';
import { atMost, type Figure, figure } from './support/figures.ts';
import { memoryMb, processTree, usageIsKnown } from './support/process-usage.ts';
import { seedAccounts } from './support/seed.ts';

/** Long enough for start-up garbage to be collected. */
const settleMs = 3_000;
const junkAtOnce = 50;

/** Proportional memory of the idle server and of its PostgreSQL, and of the server under idle connections and junk. */
export async function benchMemory(options: BenchOptions): Promise<Figure[]> {
  if (!usageIsKnown) return [];
  const installation = await options.open();
  try {
    const { pid, port } = installation;
    await delay(options.short ? 300 : settleMs);
    const [, ...database] = processTree(pid);
    const idle = memoryMb([pid]);
    const idleDatabase = memoryMb(database);
    const [account = ''] = await seedAccounts(installation.db, 1);
    const token = await installation.token(account);
    const request = getRequest('/api/v1/rest/account', { authorization: `Bearer ${token}` });
    const open = await holdConnections(port, request, options.short ? 50 : 1_000);
    const connected = memoryMb([pid]);
    const peakMb = await sendJunk({ port, pid, count: options.short ? 200 : 10_000 });
    for (const connection of open) connection.close();
    const one = (name: string, value: number, goal?: number): Figure =>
      figure('memory', name, { unit: 'MB', rounds: [value] }, goal ? { goal: atMost(goal) } : {});
    return [
      one('idle server', idle, 200),
      one('its PostgreSQL, idle', idleDatabase, 160),
      one('server with 1,000 open connections', connected),
      one('server after 10,000 junk requests as well', memoryMb([pid]), 300),
      one('highest meanwhile', peakMb),
    ];
  } finally {
    await installation.close();
  }
}

async function holdConnections(port: number, request: Buffer, count: number): Promise<Connection[]> {
  const open: Connection[] = [];
  for (let i = 0; i < count; i += 1) {
    const connection = new Connection(port);
    if ((await connection.request(request)) !== 200) throw new Error('A held connection got no answer');
    open.push(connection);
  }
  return open;
}

const junk: readonly Buffer[] = [
  'GET /nothing HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET /api/v1/rest/conversations HTTP/1.1\r\nhost: x\r\nauthorization: Bearer mt_wrong\r\n\r\n',
  `GET /${'a'.repeat(60_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
  'POST /api/v1/rest/notetaker HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nnot json!',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS hello to a plain port\r\n\r\n',
  'GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
  `GET / HTTP/1.1\r\nhost: x\r\ncookie: ${'b'.repeat(30_000)}\r\n\r\n`,
  'DELETE /api/v1/rest/conversations/%00 HTTP/1.1\r\nhost: x\r\n\r\n',
].map((text) => Buffer.from(text, 'latin1'));

/** Sends junk on connections of its own, some of them hung up on; gives the highest memory seen. */
async function sendJunk(target: { port: number; pid: number; count: number }): Promise<number> {
  let sent = 0;
  let highestMb = 0;
  const sender = async (): Promise<void> => {
    while (sent < target.count) {
      sent += 1;
      await sendOne(target.port, junk[sent % junk.length] ?? Buffer.alloc(0), sent % 10 === 0);
      if (sent % 250 === 0) highestMb = Math.max(highestMb, memoryMb([target.pid]));
    }
  };
  await Promise.all(Array.from({ length: junkAtOnce }, sender));
  return Math.max(highestMb, memoryMb([target.pid]));
}

function sendOne(port: number, bytes: Buffer, hangUp: boolean): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ port, host: '127.0.0.1' });
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.on('data', () => socket.destroy());
    socket.write(bytes, () => {
      if (hangUp) socket.destroy();
    });
  });
}
