import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Smaller parts than this are refused unless they are the last. */
const leastPartBytes = 5 * 2 ** 20;

export interface S3TestServer {
  endpoint: string;
  /** Path → bytes. */
  objects: Map<string, Buffer>;
  /** Uploads that were begun and neither completed nor aborted. */
  openUploads(): number;
  /** Method and path of every request. */
  log: string[];
  /** Answers all that follows with 503, or no longer. */
  fail(failing: boolean): void;
  close(): Promise<void>;
}

interface Key {
  id: string;
  secret: string;
}

interface Call {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/**
 * The part of the S3 protocol that recordings need, as its reference documents it: objects with ranges, uploads in
 * parts, and signature version 4, checked. Path style, on loopback, in memory.
 */
export async function startS3Server(key: Key): Promise<S3TestServer> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const log: string[] = [];
  let failing = false;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const call: Call = {
      method: request.method ?? '',
      url,
      headers: request.headers,
      body: Buffer.concat(chunks),
    };
    log.push(`${call.method} ${url.pathname}`);
    if (failing) return refuse(response, 503, 'SlowDown');
    if (!isSigned(call, key)) return refuse(response, 403, 'SignatureDoesNotMatch');
    if (url.searchParams.has('uploads') || url.searchParams.has('uploadId'))
      return answerUpload(call, response, { objects, uploads });
    return answerObject(call, response, objects);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = Object(server.address());
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    log,
    openUploads: () => uploads.size,
    fail: (next) => {
      failing = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
}

function answerObject(call: Call, response: ServerResponse, objects: Map<string, Buffer>): void {
  const { method, url, headers, body } = call;
  const stored = objects.get(url.pathname);
  if (method === 'PUT') {
    objects.set(url.pathname, body);
    response.writeHead(200, { etag: etagOf(body) }).end();
  } else if (method === 'DELETE') {
    objects.delete(url.pathname);
    response.writeHead(204).end();
  } else if (!stored) {
    if (method === 'HEAD') response.writeHead(404).end();
    else refuse(response, 404, 'NoSuchKey');
  } else {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    const end = Math.min(Number(to ?? stored.length), stored.length - 1);
    const part = stored.subarray(Number(from ?? 0), end + 1);
    response.writeHead(from === undefined ? 200 : 206, {
      'content-length': part.length,
      etag: etagOf(stored),
      ...(from === undefined ? {} : { 'content-range': `bytes ${from}-${end}/${stored.length}` }),
    });
    response.end(method === 'HEAD' ? undefined : part);
  }
}

function answerUpload(
  { method, url, body }: Call,
  response: ServerResponse,
  state: { objects: Map<string, Buffer>; uploads: Map<string, Map<number, Buffer>> },
): void {
  const uploadId = url.searchParams.get('uploadId') ?? randomUUID();
  const parts = state.uploads.get(uploadId);
  const xml = (text: string): void =>
    void response.writeHead(200, { 'content-type': 'application/xml' }).end(text);
  if (method === 'POST' && url.searchParams.has('uploads')) {
    state.uploads.set(uploadId, new Map());
    xml(`<InitiateMultipartUploadResult><UploadId>${uploadId}</UploadId></InitiateMultipartUploadResult>`);
  } else if (!parts) {
    refuse(response, 404, 'NoSuchUpload');
  } else if (method === 'PUT') {
    parts.set(Number(url.searchParams.get('partNumber')), body);
    response.writeHead(200, { etag: etagOf(body) }).end();
  } else if (method === 'DELETE') {
    state.uploads.delete(uploadId);
    response.writeHead(204).end();
  } else {
    const listed = [...String(body).matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, n]) => Number(n));
    const bodies = listed.map((number) => parts.get(number) ?? Buffer.alloc(0));
    if (bodies.slice(0, -1).some((part) => part.length < leastPartBytes)) {
      refuse(response, 400, 'EntityTooSmall');
      return;
    }
    state.objects.set(url.pathname, Buffer.concat(bodies));
    state.uploads.delete(uploadId);
    xml('<CompleteMultipartUploadResult><ETag>"done"</ETag></CompleteMultipartUploadResult>');
  }
}

function etagOf(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

/** Signature version 4 in the Authorization header, over the body's hash where the client gives one. */
function isSigned({ method, url, headers, body }: Call, key: Key): boolean {
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, credential = '', signedHeaders = '', signature] = pattern.exec(headers.authorization ?? '') ?? [];
  const [id, ...scope] = credential.split('/');
  const payload = String(headers['x-amz-content-sha256']);
  const actual = createHash('sha256').update(body).digest('hex');
  if (id !== key.id || (payload !== 'UNSIGNED-PAYLOAD' && payload !== actual)) return false;
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted();
  const canonicalHeaders = signedHeaders
    .split(';')
    .map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [
    method,
    url.pathname,
    query.join('&'),
    canonicalHeaders.join(''),
    signedHeaders,
    payload,
  ].join('\n');
  const hashed = createHash('sha256').update(canonical).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope.join('/'), hashed].join('\n');
  let signingKey: string | Buffer = `AWS4${key.secret}`;
  for (const step of scope) signingKey = createHmac('sha256', signingKey).update(step).digest();
  return createHmac('sha256', signingKey).update(toSign).digest('hex') === signature;
}
