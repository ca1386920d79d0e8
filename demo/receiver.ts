import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  verified: boolean;
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  url: string;
  /** By conversation id. */
  received: Map<string, Received>;
  /** The secret of the subscription, known once it is made. */
  useSecret(secret: string): void;
  close(): Promise<void>;
}

/** A small partner's server: keeps the raw bytes, verifies the signature over them, answers at once. */
export async function startReceiver(): Promise<Receiver> {
  const received = new Map<string, Received>();
  let secret = '';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`);
      const given = Buffer.from(String(request.headers['x-webhook-signature']));
      const verified = given.length === expected.length && timingSafeEqual(given, expected);
      response.writeHead(verified ? 204 : 401).end();
      // Anybody on this machine may call.
      if (request.headers['x-webhook-delivery-id'] === undefined) return;
      const body = raw.toString('utf8');
      const id: string = JSON.parse(body).data.conversation.id;
      const headers = Object.entries(request.headers).filter(([name]) => name.startsWith('x-webhook-'));
      received.set(id, {
        verified,
        headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
        body,
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = Object(server.address()) as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/meetric`,
    received,
    useSecret: (made) => {
      secret = made;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
