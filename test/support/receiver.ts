import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Hit {
  headers: IncomingHttpHeaders;
  body: Buffer;
  atMs: number;
}

export interface TestReceiver {
  url: string;
  port: number;
  hits: Hit[];
  /** How it answers from now on; 204 unless told. */
  answer(reply: (response: ServerResponse, hit: Hit) => void): void;
  close(): Promise<void>;
}

/** A real HTTP server on loopback that keeps every raw body it gets. */
export async function startTestReceiver(): Promise<TestReceiver> {
  const hits: Hit[] = [];
  let reply: (response: ServerResponse, hit: Hit) => void = (response) => response.writeHead(204).end();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const hit = { headers: request.headers, body: Buffer.concat(chunks), atMs: performance.now() };
      hits.push(hit);
      reply(response, hit);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = Object(server.address()) as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    hits,
    answer(next) {
      reply = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The reference's signature, made here independently of the product's code. */
export function expectedSignature(secret: string, body: Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
