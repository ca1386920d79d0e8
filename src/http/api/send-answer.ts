import type { FastifyReply, FastifyRequest } from 'fastify';
import { gzipWithEnding } from '../../domain/conversations/packed-text.ts';
import { revalidated } from '../constant-headers.ts';
import type { Answer } from './answer.ts';

/** Sends the answer with its ending, as 304 where the client has it already, compressed where it accepts that. */
export async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  ending: string,
): Promise<FastifyReply> {
  if (request.method === 'GET') {
    const { etag } = answer;
    reply.header('etag', etag).header('vary', 'Accept-Encoding').header('cache-control', revalidated);
    if (hasTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  }
  reply.header('content-type', 'application/json; charset=utf-8');
  const packed = acceptsGzip(request.headers['accept-encoding']) ? await answer.packed() : null;
  if (!packed) return sendParts(reply, answer.endedBy(ending));
  reply.header('content-encoding', 'gzip');
  return sendParts(reply, gzipWithEnding(packed, ending));
}

/** Goes past Fastify, which takes one piece. Putting a long answer together costs more than all of its checks. */
function sendParts(reply: FastifyReply, parts: (string | Buffer)[]): FastifyReply {
  const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  const { raw } = reply;
  raw.writeHead(reply.statusCode, { ...Object(reply.getHeaders()), 'content-length': bytes });
  reply.hijack();
  for (const part of parts.slice(0, -1)) raw.write(part);
  raw.end(parts.at(-1));
  return reply;
}

/** RFC 9110, 13.1.2: weak comparison. */
export function hasTag(header: string | undefined, etag: string): boolean {
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
