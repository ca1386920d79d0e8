import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { tokenPrefix } from '../domain/tokens/token-format.ts';
import type { Context } from './context.ts';
import type { Contract } from './contract.ts';
import { ApiError, errorBody, internalMessage } from './errors.ts';
import { registerRecordings } from './files/recordings.ts';
import { registerOperationsPages } from './monitoring/pages.ts';
import { countUnserved, partnerPrefix, refuseUnserved, registerPartnerRoutes } from './partner/routes.ts';
import { registerFrontPage } from './web/front-page.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    operationId?: string;
  }
}

const largestBodyBytes = 64 * 1024;
/** As long as Node takes a whole head, so that no id is too long to be answered by its operation. */
const longestParameter = 16 * 1024;

/** The HTTP server, ready to listen. Everything it answers in JSON, errors included, has the contract's shape. */
export async function createServer(context: Context, contract: Contract): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: largestBodyBytes,
    requestTimeout: 30_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: longestParameter },
    genReqId: (request) => requestId(request.headers['x-request-id']),
    // Node would answer without a body; onRequest refuses in the contract's shape.
    http: { requireHostHeader: false },
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error, request, reply) => {
      const answer = (cause: Error): FastifyReply => answerError(context, cause, request, reply);
      countUnserved(context, request, reply).then(() => answer(error), answer);
    },
  });
  app.server.headersTimeout = 10_000;
  app.removeContentTypeParser('text/plain');
  // Hooks that wait for nothing call back: a promise for each costs a microtask a request.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    // RFC 9112, 3.2
    if (request.raw.httpVersion === '1.1' && request.headers.host === undefined)
      done(new ApiError(400, malformed));
    else if (request.is404) refuseUnserved(context, contract, request, reply).catch(done);
    else done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    recordRequest(context, request, reply);
    done();
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => answerError(context, error, request, reply));
  app.setNotFoundHandler(() => {
    throw new ApiError(404, 'Not found');
  });
  registerPartnerRoutes(app, context, contract);
  registerRecordings(app, context);
  registerOperationsPages(app, context);
  registerFrontPage(app, context);
  return app;
}

/** The caller's own id where it is printable and short, so that it can be found in both logs. */
function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\x21-\x7e]{1,128}$/.test(given) ? given : randomUUID();
}

const malformed = 'The request is malformed';
const statusMessages: Record<number, string> = {
  400: malformed,
  412: 'The precondition does not hold',
  413: 'Request body is too large',
  415: 'Request body must be application/json',
  416: 'The range is not within the recording',
};

/** The one place where an error becomes an answer: an expected one as it says, all else as a logged 500. */
function answerError(
  context: Context,
  error: Error & { statusCode?: number | undefined; headers?: Record<string, string> },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply.type('application/json; charset=utf-8').header('x-request-id', request.id);
  if (error instanceof ApiError) {
    if (error.retryAfterSeconds !== null) reply.header('retry-after', error.retryAfterSeconds);
    if (error.status === 401) reply.header('www-authenticate', 'Bearer');
    return reply.code(error.status).send(errorBody(error.status, error.message, error.retryAfterSeconds));
  }
  const message = statusMessages[error.statusCode ?? 500];
  if (message !== undefined && error.statusCode !== undefined) {
    // Content-Range of a 416 comes this way.
    if (error.headers) reply.headers(error.headers);
    return reply.code(error.statusCode).send(errorBody(error.statusCode, message));
  }
  context.log.error({ err: error, requestId: request.id, url: request.url.split('?')[0] }, 'request failed');
  return reply.code(500).send(errorBody(500, internalMessage));
}

function recordRequest(context: Context, request: FastifyRequest, reply: FastifyReply): void {
  const operation = request.routeOptions.config.operationId ?? 'other';
  const seconds = reply.elapsedTime / 1000;
  context.metrics.observeRequest(operation, reply.statusCode, seconds);
  if (!request.url.startsWith(partnerPrefix)) return;
  const { method, id: requestId, token } = request;
  const path = request.url.split('?', 1)[0];
  const status = reply.statusCode;
  const caller = token && { tokenPrefix: tokenPrefix(token.lookup), accountId: token.accountId };
  const ms = Math.round(reply.elapsedTime * 10) / 10;
  context.log.info({ requestId, operation, method, path, status, ms, ...caller }, 'request');
}

/** Bytes that are no HTTP request, or came too slowly: answered in the same shape before the connection is closed. */
function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = errorBody(status, malformed);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Content-Type: application/json; charset=utf-8',
    `X-Request-Id: ${randomUUID()}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
