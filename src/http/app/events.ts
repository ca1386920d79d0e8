import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { visibleAmong } from '../../domain/conversations/visible-ids.ts';
import { isAtLeast } from '../../domain/sessions/roles.ts';
import { findSession, type LiveSession } from '../../domain/sessions/sessions.ts';
import { ownAmong } from '../../domain/uploads/uploads.ts';
import type { Context } from '../context.ts';
import { ApiError, refused } from '../errors.ts';
import type { Sight, StreamCaller } from '../web/event-stream.ts';
import { admitToApp } from './caller.ts';

const eventsPath = '/api/v1/events';
/** A browser that is told so comes again by itself. */
const laterSeconds = 30;

/**
 * The account's news as server-sent events, for any role: only of what the caller may see. `after`, or Last-Event-ID when a
 * browser comes again, tells the last event that it has seen.
 */
export function registerEvents(app: FastifyInstance, context: Context): void {
  app.route<{ Querystring: { after?: unknown } }>({
    method: 'GET',
    url: eventsPath,
    config: { operationId: 'listenToEvents' },
    async handler(request, reply) {
      const admission = await admitToApp(context, request, { role: 'member', changes: false });
      if (admission.kind === 'refused') throw refused(admission.refusal);
      if (!('session' in admission.caller)) throw new Error('A member without a session');
      const { session } = admission.caller;
      request.callerNames = { accountId: session.viewer.accountId, userId: session.viewer.userId };
      return listen(context, session, request, reply);
    },
  });
}

async function listen(
  context: Context,
  session: LiveSession,
  request: FastifyRequest<{ Querystring: { after?: unknown } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const after = placeOf(request.headers['last-event-id'] ?? request.query.after);
  const outcome = await context.streams.open(callerOf(context, session), after, reply.raw, () => {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...Object(reply.getHeaders()),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // A proxy that keeps answers together would keep the news.
      'x-accel-buffering': 'no',
    });
  });
  if (outcome === 'opened') return reply;
  if (outcome === 'session_ended') throw new ApiError(401, 'Sign in first');
  const message = outcome === 'stopping' ? 'The server stops' : 'Too many windows listen; close some of them';
  throw new ApiError(outcome === 'stopping' ? 503 : 429, message, { retryAfterSeconds: laterSeconds });
}

function placeOf(given: unknown): number | null {
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : null;
}

function callerOf({ pool, clock }: Context, { key, viewer }: LiveSession): StreamCaller {
  return {
    accountId: viewer.accountId,
    userId: viewer.userId,
    async look() {
      const session = await findSession(pool, key, clock.now());
      return session && sightOf({ pool }, session);
    },
  };
}

function sightOf({ pool }: Pick<Context, 'pool'>, { viewer, user }: LiveSession): Sight {
  return {
    hearsOfWebhooks: isAtLeast(user.role, 'admin'),
    async visibleOf({ conversations, uploads }) {
      const visible = await visibleAmong(pool, viewer, conversations);
      return new Set([...visible, ...(await ownAmong(pool, viewer, uploads))]);
    },
  };
}
