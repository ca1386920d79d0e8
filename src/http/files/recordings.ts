import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { uuidForm } from '../../base/uuid.ts';
import { findRecording, type Recording, recordingKey } from '../../domain/recordings/recordings.ts';
import { isValidLink } from '../../domain/recordings/signed-link.ts';
import { revalidated } from '../constant-headers.ts';
import type { Context } from '../context.ts';
import { ApiError, notFound } from '../errors.ts';
import { type ByteRange, judgeRange } from './byte-range.ts';

const uuid = z.string().regex(uuidForm);
const paramsSchema = z.object({ accountId: uuid, recordingId: uuid });
const querySchema = z.object({ expires: z.string(), signature: z.string().max(100) });

/** GET /recordings/…: the media of a signed link, with Range. No token: the signature is the permission. */
export function registerRecordings(app: FastifyInstance, context: Context): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/recordings/:accountId/:recordingId',
    handler: (request, reply) => sendLinked(context, request, reply),
  });
}

async function sendLinked(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const params = paramsSchema.safeParse(request.params);
  const query = querySchema.safeParse(request.query);
  const valid =
    params.success &&
    query.success &&
    isValidLink(context.keys.link, params.data, query.data, context.clock.now());
  if (!valid) throw new ApiError(403, 'The link is not valid or has expired');
  const { accountId, recordingId } = params.data;
  return sendRecording(context, { accountId, recordingId }, request, reply);
}

/** The media of a recording, or the part that the request asks for. */
export async function sendRecording(
  context: Context,
  { accountId, recordingId }: { accountId: string; recordingId: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const recording = await findRecording(context.pool, accountId, recordingId);
  if (!recording) throw notFound();
  const { bytes, sha256, createdAt: modifiedAt } = recording;
  const etag = `"${sha256.toString('base64url')}"`;
  const verdict = judgeRange(request.method, request.headers, { etag, modifiedAt, bytes });
  if (verdict.kind === 'precondition_failed') throw new ApiError(412, 'The precondition does not hold');
  if (verdict.kind === 'unsatisfiable') {
    reply.header('content-range', `bytes */${bytes}`);
    throw new ApiError(416, 'The range is not within the recording');
  }
  const key = recordingKey(accountId, recording);
  if (verdict.kind === 'not_modified') return describe(reply, recording, etag).code(304).send();
  if (verdict.kind === 'part') {
    const part = await openPart(context, key, { ...verdict, bytes });
    reply.code(206).header('content-range', `bytes ${verdict.start}-${verdict.end}/${bytes}`);
    return describe(reply, recording, etag)
      .header('content-length', verdict.end - verdict.start + 1)
      .send(part);
  }
  if (request.method === 'HEAD') {
    if (!(await context.storage.has(key))) throw notFound();
    return describe(reply, recording, etag).header('content-length', bytes).send();
  }
  const whole = await openPart(context, key, { start: 0, end: bytes - 1, bytes });
  return describe(reply, recording, etag).header('content-length', bytes).send(whole);
}

function describe(reply: FastifyReply, recording: Recording, etag: string): FastifyReply {
  return (
    reply
      .type(recording.mediaType)
      .header('accept-ranges', 'bytes')
      // A copy that needs no asking would outlive the link, and the recording where it is deleted.
      .header('cache-control', revalidated)
      .header('etag', etag)
      .header('last-modified', recording.createdAt.toUTCString())
  );
}

/** Opens the wanted bytes in the storage before anything is answered, so that a missing file is a 404. */
async function openPart(
  context: Context,
  key: string,
  { start, end, bytes }: ByteRange & { bytes: number },
): Promise<Readable> {
  const opened = await context.storage.openForReading(key, { start, end });
  if (!opened) throw notFound();
  if (opened.totalBytes === bytes) return opened.stream;
  opened.stream.destroy();
  throw new Error(`The recording ${key} has ${opened.totalBytes} bytes, not ${bytes}`);
}
