import { randomUUID } from 'node:crypto';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Api } from './api/api.ts';
import { expectationOf, registerApi, type ServedApi } from './api/register-api.ts';
import { registerEvents } from './app/events.ts';
import { watchForwardedAddress } from './connections/forwarded.ts';
import { Listener } from './connections/listener.ts';
import { malformed } from './connections/refuse-connection.ts';
import { constantHeaders } from './constant-headers.ts';
import type { Context } from './context.ts';
import { ApiError, bodyTypesMessage, errorBody, internalMessage, notFound } from './errors.ts';
import { registerLogo } from './files/logo.ts';
import { registerRecordings } from './files/recordings.ts';
import { registerUploads } from './files/uploads.ts';
import { registerMonitoringPages } from './monitoring/pages.ts';
import { logRequest, operationOf } from './request-log.ts';
import { type BuiltPages, readBuiltPages } from './web/built-pages.ts';
import { registerFrontPage } from './web/front-page.ts';
import { isAppPage, registerWebFiles, sendApp } from './web/web-app.ts';
import { withoutSecrets } from './without-secrets.ts';

/** As long as Node takes a whole head, so that no id is too long to be answered by its operation. */
const longestParameter = 16 * 1024;

/** The HTTP server, ready to listen. Everything it answers in JSON, errors included, has the contracts' shape. */
export async function createServer(
  context: Context,
  apis: readonly Api[],
  listener = new Listener(),
  built: BuiltPages | null = readBuiltPages(),
): Promise<FastifyInstance> {
  const served: ServedApi[] = [];
  const apiOf: ApiOf = ({ url }) => served.find(({ prefix }) => url.startsWith(`${prefix}/`));
  const app = createApp(context, apiOf, listener);
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('callerNames', null);
  // Hooks that wait for nothing call back: a promise for each costs a microtask a request.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(constantHeaders);
    const api = request.is404 ? apiOf(request) : undefined;
    // RFC 9112, 3.2
    if (request.raw.httpVersion === '1.1' && request.headers.host === undefined)
      done(new ApiError(400, malformed));
    else if (expectationOf(request) === 'unknown')
      done(new ApiError(417, 'Only 100-continue can be expected'));
    else if (api) api.refuseUnserved(request, reply).catch(done);
    else done();
  });
  if (listener.trustedProxies.length > 0) watchForwardedAddress(app, context);
  app.addHook('onResponse', (request, reply, done) => {
    observeRequest(context, request, reply);
    if (apis.some(({ prefix }) => request.url.startsWith(prefix))) logRequest(context, request, reply);
    done();
  });
  app.addHook('preClose', (done) => {
    context.streams.close();
    listener.closeSoon();
    done();
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => answerError(context, error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    if (built && isAppPage(request)) return sendApp(built, request, reply);
    throw notFound();
  });
  for (const api of apis) served.push(await registerApi(app, context, api, listener));
  registerRecordings(app, context);
  await registerUploads(app, context, listener);
  registerEvents(app, context);
  registerLogo(app, context);
  registerMonitoringPages(app, context);
  registerPages(app, context, built);
  return app;
}

function registerPages(app: FastifyInstance, context: Context, built: BuiltPages | null): void {
  registerFrontPage(app, context, built);
  if (built) registerWebFiles(app, built);
}

type ApiOf = (request: FastifyRequest) => ServedApi | undefined;

function createApp(context: Context, apiOf: ApiOf, listener: Listener): FastifyInstance {
  return Fastify({
    logger: false,
    serverFactory: listener.createServer,
    trustProxy: listener.trustedProxies.length > 0 && [...listener.trustedProxies],
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: longestParameter },
    genReqId: (request) => requestId(request.headers['x-request-id']),
    // The listener has one.
    clientErrorHandler: () => {},
    frameworkErrors: (error, request, reply) => {
      const answer = (cause: Error): FastifyReply => answerError(context, cause, request, reply);
      Promise.resolve(apiOf(request)?.countUnserved(request, reply)).then(() => answer(error), answer);
    },
  });
}

/** The caller's own id where it is printable, short and no secret, so that it can be found in both logs. */
function requestId(given: string | string[] | undefined): string {
  const isId = typeof given === 'string' && /^[\x21-\x7e]{1,128}$/.test(given);
  return isId && withoutSecrets(given) === given ? given : randomUUID();
}

const statusMessages: Record<number, string> = {
  400: malformed,
  413: 'Request body is too large',
};

/** The one place where an error becomes an answer: an expected one as it says, all else as a logged 500. */
function answerError(
  context: Context,
  error: Error & { statusCode?: number | undefined },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  reply.type('application/json; charset=utf-8').header('x-request-id', request.id).headers(constantHeaders);
  if (error instanceof ApiError) {
    const { status, retryAfterSeconds, challenge } = error.refusal;
    if (retryAfterSeconds !== null) reply.header('retry-after', retryAfterSeconds);
    if (challenge !== undefined) reply.header('www-authenticate', challenge);
    return reply.code(status).send(errorBody(status, error.message, error.refusal));
  }
  const { statusCode = 500 } = error;
  const message = statusCode === 415 ? refusedType(request) : statusMessages[statusCode];
  if (message !== undefined) return reply.code(statusCode).send(errorBody(statusCode, message));
  const url = withoutSecrets(request.url.split('?', 1)[0] ?? '');
  context.log.error({ err: error, requestId: request.id, url }, 'request failed');
  return reply.code(500).send(errorBody(500, internalMessage));
}

function refusedType({ routeOptions }: FastifyRequest): string {
  return bodyTypesMessage(routeOptions.config.bodyTypes ?? ['application/json']);
}

function observeRequest({ metrics }: Context, request: FastifyRequest, reply: FastifyReply): void {
  metrics.observeRequest(operationOf(request), reply.statusCode, reply.elapsedTime / 1000);
}
