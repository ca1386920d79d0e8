/** A webhook receiver on several ports: counts, remembers when each delivery came, and keeps one body. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { serveParent } from '../support/own-servers.ts';

const settings = z.object({ ports: z.number() }).parse(JSON.parse(process.argv[2] ?? ''));
let count = 0;
let body: Buffer = Buffer.alloc(0);
let receivedAtMs: Record<string, number> = {};
let waiting: { count: number; resolve: () => void } | null = null;

function received(deliveryId: unknown, bytes: Buffer): void {
  count += 1;
  body = bytes;
  receivedAtMs[String(deliveryId)] = Date.now();
  if (waiting && count >= waiting.count) waiting.resolve();
}

function listen(): Promise<number> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received(request.headers['x-webhook-delivery-id'], Buffer.concat(chunks));
      response.writeHead(204).end();
    });
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = Object(server.address()) as AddressInfo;
      resolve(port);
    });
  });
}

const question = z.object({ waitFor: z.number() });
const ports = await Promise.all(Array.from({ length: settings.ports }, listen));
serveParent(ports, async (asked) => {
  const { waitFor } = question.parse(asked);
  if (count < waitFor) await new Promise<void>((resolve) => (waiting = { count: waitFor, resolve }));
  const answer = { receivedAtMs, body };
  count = 0;
  receivedAtMs = {};
  waiting = null;
  return answer;
});
