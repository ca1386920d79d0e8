import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { type CheckedSignatures, checkSignatures } from './signatures.ts';

/** A delivery as a developer wants to see it. Its texts come from outside: escape them. */
export interface SeenDelivery {
  event: string;
  /** As the signed body says; the header's where it says nothing. */
  id: string;
  attempt: string;
  title: string | null;
  isTest: boolean;
  /** Its id was seen before. */
  isRepeat: boolean;
  signatures: CheckedSignatures;
  /** The answer that it got. */
  status: number;
  bytes: number;
}

export interface ReceiverOptions {
  port: number;
  /** Null where it is not known (yet). */
  secret(): string | null;
  /** The answer to the n-th call, from 1 on. */
  statusFor(n: number): number;
  now(): Date;
  onDelivery(delivery: SeenDelivery): void;
}

export const receiverHost = '127.0.0.1';
const mostBytes = 64 * 1024 * 1024;
/** Of which a repeat is told. */
const mostRemembered = 100_000;

const payload = z.looseObject({
  event: z.string().optional(),
  data: z.looseObject({ conversation: z.looseObject({ title: z.string() }).optional() }).optional(),
  _meta: z.looseObject({ delivery_id: z.string(), test: z.boolean().optional() }).optional(),
});

/** Takes webhooks on loopback and answers each at once. */
export class WebhookReceiver {
  readonly #options: ReceiverOptions;
  readonly #server: Server;
  readonly #seen = new Set<string>();
  #calls = 0;

  constructor(options: ReceiverOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#take(request, response).catch(() => response.destroy());
    });
  }

  /** Gives its URL; rejects where the port is taken. */
  async listen(): Promise<string> {
    this.#server.listen(this.#options.port, receiverHost);
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('It listens on no port');
    return `http://${receiverHost}:${address.port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end();
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of request) {
      bytes += chunk.length;
      if (bytes > mostBytes) return void response.writeHead(413, { connection: 'close' }).end();
      chunks.push(chunk);
    }
    this.#calls += 1;
    const status = this.#options.statusFor(this.#calls);
    response.writeHead(status).end();
    this.#options.onDelivery(this.#look(request, Buffer.concat(chunks), status));
  }

  #look({ headers }: IncomingMessage, body: Buffer, status: number): SeenDelivery {
    const read = readPayload(body);
    const id = read?._meta?.delivery_id ?? String(headers['x-webhook-delivery-id'] ?? '');
    const isRepeat = this.#seen.has(id);
    if (this.#seen.size >= mostRemembered) this.#seen.clear();
    this.#seen.add(id);
    return {
      event: read?.event ?? String(headers['x-webhook-event'] ?? ''),
      id,
      attempt: String(headers['x-webhook-attempt'] ?? ''),
      title: read?.data?.conversation?.title ?? null,
      isTest: read?._meta?.test ?? false,
      isRepeat,
      signatures: checkSignatures(this.#options.secret(), { headers, body }, this.#options.now()),
      status,
      bytes: body.length,
    };
  }
}

/** Null where it is no payload of ours. */
function readPayload(body: Buffer): z.infer<typeof payload> | null {
  try {
    return payload.safeParse(JSON.parse(body.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
