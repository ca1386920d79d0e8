import Fastify, { type FastifyInstance } from 'fastify';
import { Listener } from '../connections/listener.ts';
import { constantHeaders } from '../constant-headers.ts';
import type { Context } from '../context.ts';
import { errorBody } from '../errors.ts';
import { registerMonitoringPages } from './pages.ts';

/** The HTTP server of a process that only works on jobs: alive, ready and figures, nothing of the API. */
export function createMonitoringServer(context: Context, listener = new Listener()): FastifyInstance {
  const app = Fastify({
    logger: false,
    serverFactory: listener.createServer,
    clientErrorHandler: () => {},
    forceCloseConnections: 'idle',
  });
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(constantHeaders);
    done();
  });
  app.addHook('preClose', (done) => {
    listener.closeSoon();
    done();
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('application/json; charset=utf-8').send(errorBody(404, 'Not found')),
  );
  registerMonitoringPages(app, context);
  return app;
}
