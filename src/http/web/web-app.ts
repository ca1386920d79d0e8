import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { revalidated } from '../constant-headers.ts';
import { notFound } from '../errors.ts';
import { prefersHtml, qualityOf } from './accept.ts';
import type { BuiltFile, BuiltPages, Encoding } from './built-pages.ts';

/** Vite writes a hash of the content into these names. */
const hashedPrefix = '/assets/';
const immutable = 'public, max-age=31536000, immutable';

/** No pages of the app lie here, so that a wrong path stays a 404. */
const others = ['/api', '/docs', '/healthz', '/readyz', '/metrics', '/recordings', '/assets'];

/** The built files. The page itself, index.html, is sent by `sendApp`. */
export function registerWebFiles(app: FastifyInstance, { files }: BuiltPages): void {
  const send = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = request.url.split('?', 1)[0] ?? '';
    const file = files.get(path);
    if (!file) throw notFound();
    return sendFile({ file, isHashed: path.startsWith(hashedPrefix) }, request, reply);
  };
  const single = [...files.keys()].filter((path) => !path.startsWith(hashedPrefix));
  for (const url of [`${hashedPrefix}*`, ...single])
    app.route({ method: ['GET', 'HEAD'], url, handler: send });
}

interface Sent {
  file: BuiltFile;
  isHashed: boolean;
}

function sendFile({ file, isHashed }: Sent, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const encoding = encodingFor(file, request.headers['accept-encoding']);
  reply.headers({
    'cache-control': isHashed ? immutable : 'no-cache',
    // The forms differ in their bytes.
    etag: encoding ? file.etag.replace(/"$/, `-${encoding}"`) : file.etag,
    vary: 'Accept-Encoding',
    // An SVG that is opened by itself must not run anything.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  if (isKnown(request, String(reply.getHeader('etag')))) return reply.code(304).send();
  if (encoding) reply.header('content-encoding', encoding);
  return reply.type(file.type).send(encoding ? file.compressed[encoding] : file.bytes);
}

function encodingFor({ compressed }: BuiltFile, accepted: string | undefined): Encoding | null {
  const order: readonly Encoding[] = ['br', 'gzip'];
  return order.find((encoding) => compressed[encoding] && qualityOf(accepted, encoding) > 0) ?? null;
}

function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match'];
  return known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false;
}

/** Whether a request that no route serves is for a page of the app, whose own router then chooses it. */
export function isAppPage({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0] ?? '';
  const isOther = others.some((other) => path === other || path.startsWith(`${other}/`));
  const isFile = path.slice(path.lastIndexOf('/')).includes('.');
  return (method === 'GET' || method === 'HEAD') && !isOther && !isFile && prefersHtml(headers.accept);
}

/** The app's one page, with a policy whose nonce is of this answer alone. */
export function sendApp({ index }: BuiltPages, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({ 'cache-control': revalidated, etag: index.etag, vary: 'Accept' });
  // The browser's copy has the nonce of its own policy, which it keeps as well: RFC 9111, 3.2.
  if (isKnown(request, index.etag)) return reply.code(304).send();
  const nonce = randomBytes(16).toString('base64url');
  return reply
    .headers(pageHeaders(nonce))
    .type('text/html; charset=utf-8')
    .send(index.before + nonce + index.after);
}

const pageHeaders = (nonce: string): Record<string, string> => ({
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy':
    'camera=(), geolocation=(), payment=(), usb=(), microphone=(self), display-capture=(self)',
});
