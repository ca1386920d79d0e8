import Fastify, { type FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { errorBody } from '../errors.ts';
import { registerMonitoringPages } from './pages.ts';

/** The HTTP server of a process that only works on jobs: alive, ready and figures, nothing of the API. */
export function createMonitoringServer(context: Context): FastifyInstance {
  const app = Fastify({ logger: false, requestTimeout: 30_000, forceCloseConnections: 'idle' });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('application/json; charset=utf-8').send(errorBody(404, 'Not found')),
  );
  registerMonitoringPages(app, context);
  return app;
}
