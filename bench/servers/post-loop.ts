/** A warm undici loop that signs and posts the same body as often as asked: dispatch without queue, database or checks. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { signatureHeader } from '../../src/domain/webhooks/signature.ts';
import { serveParent } from '../support/own-servers.ts';

const secret = `whsec_${'a'.repeat(44)}`;
const question = z.object({
  urls: z.array(z.string()),
  body: z.instanceof(Uint8Array),
  count: z.number(),
  atOnce: z.number(),
});
const dispatcher = new Agent({ connections: 10, pipelining: 1 });

async function post(url: string, body: Buffer): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    'x-webhook-signature': signatureHeader(secret, body),
    'x-webhook-event': 'conversation.completed',
    'x-webhook-delivery-id': randomUUID(),
    'x-webhook-timestamp': String(Math.floor(Date.now() / 1000)),
  };
  const reply = await request(url, { dispatcher, method: 'POST', headers, body });
  await reply.body.dump();
}

serveParent([], async (asked) => {
  const { urls, body, count, atOnce } = question.parse(asked);
  const bytes = Buffer.from(body);
  const startedMs = performance.now();
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await post(urls[next % urls.length] ?? '', bytes);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return { perSecond: (count / (performance.now() - startedMs)) * 1000 };
});
