import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUuid } from '../../base/uuid.ts';
import type { Upload, UploadKey } from '../../domain/uploads/upload.ts';
import { findUpload, keepUploadOpen, markReceived } from '../../domain/uploads/uploads.ts';
import { expectationOf, type LongBodies } from '../api/register-api.ts';
import { admitToApp } from '../app/caller.ts';
import type { Context } from '../context.ts';
import { ApiError, bodyTypesMessage, internalMessage, notFound, refused } from '../errors.ts';
import { TusServer, uploadsPath } from './tus-server.ts';

const pieceType = 'application/offset+octet-stream';

interface Serving {
  context: Context;
  tus: TusServer;
  bodies: LongBodies;
  /** Of requests that were admitted. */
  owners: WeakMap<FastifyRequest, Omit<UploadKey, 'id'>>;
}

/**
 * Resumable uploads by the tus protocol 1.0 (https://tus.io). Callers are those of the app. The list of uploads, and
 * dismissing one, are operations of the app's contract.
 */
export async function registerUploads(
  app: FastifyInstance,
  context: Context,
  bodies: LongBodies,
): Promise<void> {
  const { uploads, pool, log } = context;
  const now = (): Date => context.clock.now();
  const onError = (error: unknown): void => log.error({ err: error }, 'a piece of an upload was not stored');
  await uploads.files.makeFolder();
  const serving: Serving = {
    context,
    bodies,
    tus: new TusServer({ ...uploads, pool, now, onError }),
    owners: new WeakMap(),
  };
  const shared = { ...hooksOf(serving), config: { bodyTypes: [pieceType] } };
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(pieceType, (_request, payload, done) => done(null, payload));
    scope.route({
      ...shared,
      method: 'POST',
      url: uploadsPath,
      handler: (request, reply) =>
        speak(serving, { ...ownerOf(serving, request), id: randomUUID() }, request, reply),
    });
    scope.route<{ Params: { id: string } }>({
      ...shared,
      method: ['HEAD', 'PATCH'],
      url: `${uploadsPath}/:id`,
      handler: (request, reply) =>
        goOn(serving, { ...ownerOf(serving, request), id: request.params.id }, request, reply),
    });
  });
}

/** A caller that is refused is not listened to. */
function hooksOf({ context, bodies, owners }: Serving) {
  return {
    async onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const need = { role: 'member', changes: request.method !== 'HEAD' } as const;
      const admission = await admitToApp(context, request, need);
      if (admission.kind === 'refused') throw refused(admission.refusal);
      if (!('session' in admission.caller)) throw new Error('A member without a session');
      const { accountId, userId } = admission.caller.session.viewer;
      request.callerNames = { accountId, userId };
      owners.set(request, { accountId, userId });
      bodies.allowLongBody(request.raw, reply.raw);
    },
    async preParsing(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      if (expectationOf(request) === '100-continue') reply.raw.writeContinue();
    },
  };
}

function ownerOf({ owners }: Serving, request: FastifyRequest): Omit<UploadKey, 'id'> {
  const owner = owners.get(request);
  if (!owner) throw new Error('An upload without an owner');
  return owner;
}

async function goOn(
  serving: Serving,
  key: UploadKey,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { pool, uploads, clock } = serving.context;
  const upload = isUuid(key.id) ? await findUpload(pool, { ...key, id: key.id.toLowerCase() }) : undefined;
  if (!upload) throw notFound();
  if (upload.state !== 'open') return tellWhole(upload, request, reply);
  // The last piece may have come without its finish, as where the database was away.
  if (request.method === 'HEAD' && (await uploads.files.sizeOf(upload.id)) === upload.bytes) {
    await markReceived(pool, upload, clock.now());
    uploads.intake.add({ ...upload, state: 'received' });
    return tellWhole(upload, request, reply);
  }
  await keepUploadOpen(pool, upload, clock.now());
  return speak(serving, upload, request, reply);
}

/** All has come: clients that ask, or that send an empty piece at the end, are told so. */
function tellWhole({ bytes }: Upload, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isAtEnd = request.method === 'HEAD' || request.headers['upload-offset'] === String(bytes);
  if (!isAtEnd) throw new ApiError(409, 'Upload-Offset conflict');
  reply.headers({ 'tus-resumable': '1.0.0', 'upload-offset': bytes, 'cache-control': 'no-store' });
  if (request.method === 'HEAD') return reply.header('upload-length', bytes).send();
  return reply.code(204).send();
}

async function speak(
  { tus }: Serving,
  key: UploadKey,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (request.method === 'PATCH' && request.headers['content-type'] !== pieceType)
    throw new ApiError(415, bodyTypesMessage([pieceType]));
  const response = await tus.handle(key, webRequest(request));
  if (!response.ok) throw await refusalOf(response);
  for (const [name, value] of response.headers) if (isTold(name)) reply.header(name, value);
  return reply.code(response.status).send();
}

/** The library answers requests of the web's kind. */
function webRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(name, value);
  const { body, method } = request;
  const isPiece = body instanceof Readable;
  return new Request(`http://localhost${uploadsPath}`, {
    method,
    headers,
    ...(isPiece ? { body: Readable.toWeb(body) as ReadableStream, duplex: 'half' } : {}),
  });
}

/** Its headers for pages of other sites are not sent: there are none that may ask. */
const isTold = (name: string): boolean =>
  !name.startsWith('access-control-') && name !== 'content-length' && name !== 'content-type';

async function refusalOf(response: Response): Promise<ApiError> {
  const { status } = response;
  const message = (await response.text()).trim();
  if (status < 500 || status === 507) return new ApiError(status, message || 'Not found');
  return new ApiError(500, internalMessage);
}
