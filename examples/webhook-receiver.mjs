// A webhook receiver without dependencies. Start: SECRET=whsec_… PORT=9000 node examples/webhook-receiver.mjs
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { env } from 'node:process';

const { SECRET: secret, PORT: port = '9000', HOST: host = '127.0.0.1' } = env;
if (!secret) throw new Error('SECRET must be the whsec_… that "bin/meetric webhook create" printed.');

const mostBytes = 32 * 1024 * 1024;
// Lasts as long as the process. A real receiver keeps the ids in its database, for longer than the four days of retries.
const handled = new Set();

/** The signature covers the body as received; the key is the whole secret string. */
function isSigned(rawBody, signature = '') {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function handle(payload) {
  const { conversation } = payload.data;
  console.log(`${payload.event}: ${conversation.title ?? ''} (${conversation.id})`);
}

const server = createServer(async (request, response) => {
  const answer = (status) => response.writeHead(status).end();
  if (request.method !== 'POST') return answer(405);
  const chunks = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += chunk.length;
      if (bytes > mostBytes) return answer(413);
      chunks.push(chunk);
    }
  } catch {
    return response.destroy();
  }
  const rawBody = Buffer.concat(chunks);
  // A signature of the new secret comes beside the old one's while a secret is replaced.
  const { 'x-webhook-signature': signature, 'x-webhook-signature-next': next } = request.headers;
  if (!isSigned(rawBody, signature) && !isSigned(rawBody, next)) return answer(401);
  const payload = JSON.parse(rawBody);
  // The id of the signed body, not of a header: the signature does not cover headers.
  const deliveryId = payload._meta.delivery_id;
  answer(204);
  if (handled.has(deliveryId)) return;
  handled.add(deliveryId);
  setImmediate(handle, payload);
});
server.listen(Number(port), host, () => console.log(`Listening on http://${host}:${server.address().port}`));
