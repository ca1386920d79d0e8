import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  gzipWithEnding,
  type PackedTranscript,
  unpackBeginning,
} from '../../conversations/packed-transcript.ts';
import { tokenPrefix } from '../../tokens/token-format.ts';

/**
 * What a handler gives: a JSON object as text without `_meta`, or a stored transcript. `version` stands for the text in the
 * ETag where it holds what is made anew each time (links, cursors).
 */
export type Content =
  | { kind: 'json'; json: string; version?: string }
  | { kind: 'packed'; packed: PackedTranscript };

const gzipAsync = promisify(gzip);
/** Below it a packet carries the plain answer as well. */
const gzipFromBytes = 1_400;

/** Sends the content with its `_meta`, as 304 where the client has it already, compressed where it accepts that. */
export async function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  content: Content,
  meta: { lookup: string; now: Date },
): Promise<FastifyReply> {
  if (request.method === 'GET') {
    const etag = weakEtag(content);
    reply.header('etag', etag).header('vary', 'Accept-Encoding');
    if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send();
  }
  const ending = `,"_meta":{"token_prefix":"${tokenPrefix(meta.lookup)}","timestamp":"${meta.now.toISOString()}"}}`;
  reply.type('application/json; charset=utf-8');
  const compressed = acceptsGzip(request.headers['accept-encoding']);
  if (content.kind === 'packed') {
    if (!compressed) return reply.send(unpackBeginning(content.packed) + ending);
    return reply.header('content-encoding', 'gzip').send(gzipWithEnding(content.packed, ending));
  }
  const body = content.json.slice(0, -1) + ending;
  if (!compressed || body.length < gzipFromBytes) return reply.send(body);
  return reply.header('content-encoding', 'gzip').send(await gzipAsync(body, { level: 4 }));
}

function weakEtag(content: Content): string {
  if (content.kind === 'packed')
    return `W/"t${content.packed.crc32.toString(36)}-${content.packed.bytes.toString(36)}"`;
  return `W/"${hash('sha1', content.version ?? content.json, 'base64url')}"`;
}

/** RFC 9110, 13.1.2: weak comparison. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(',')
    .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag.slice(2));
}

/** RFC 9110, 12.5.3; without the header a client gets the plain form. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  if (typeof header !== 'string') return false;
  let any = false;
  for (const item of header.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = item.split(';').map((part) => part.trim());
    const refused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    if (coding === 'gzip' || coding === 'x-gzip') return !refused;
    if (coding === '*' && !refused) any = true;
  }
  return any;
}
