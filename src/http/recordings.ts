import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { findRecording, recordingFile } from '../recordings/recordings.ts';
import { isValidLink } from '../recordings/signed-link.ts';
import { ApiError } from './errors.ts';

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const paramsSchema = z.object({ accountId: uuid, recordingId: uuid });
const querySchema = z.object({ expires: z.string(), signature: z.string().max(100) });

/** GET /recordings/…: the media of a signed link, with Range. No token: the signature is the permission. */
export async function registerRecordings(app: FastifyInstance, context: Context): Promise<void> {
  await app.register(fastifyStatic, { root: context.config.dataDir, serve: false, cacheControl: false });
  app.route({
    method: ['GET', 'HEAD'],
    url: '/recordings/:accountId/:recordingId',
    handler: (request, reply) => sendRecording(context, request, reply),
  });
}

async function sendRecording(
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
  const recording = await findRecording(context.pool, accountId, recordingId);
  if (!recording) throw new ApiError(404, 'Not found');
  reply.header('cache-control', 'private, max-age=3600').header('x-content-type-options', 'nosniff');
  return reply.type(recording.media_type).sendFile(recordingFile(accountId, recording));
}
