import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export type Reply = (response: http.ServerResponse, request: Received) => void;

export interface Receiver {
  /** http://127.0.0.1:port */
  url: string;
  received: Received[];
  /** How requests are answered from now on. */
  reply: Reply;
  close(): Promise<void>;
}

export const status =
  (code: number, headers: http.OutgoingHttpHeaders = {}): Reply =>
  (response) => {
    response.writeHead(code, headers).end('{"received":true}');
  };

/** A webhook receiver on loopback that keeps what it was sent. */
export async function startReceiver(): Promise<Receiver> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, path: url, headers, body: Buffer.concat(chunks) };
      receiver.received.push(one);
      receiver.reply(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    received: [],
    reply: status(200),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
}

/** The reference's signature, made here independently of the product's code. */
export function expectedSignature(secret: string, body: Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
