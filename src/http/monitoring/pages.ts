import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { sharedResult } from './shared-result.ts';

/** Pages for the operator: alive, ready, figures. */
export function registerMonitoringPages(app: FastifyInstance, context: Context): void {
  const { registry } = context.metrics;
  const faults = sharedResult(context.clock, () => context.faults());
  const figures = sharedResult(context.clock, async () => Buffer.from(await registry.metrics()));
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const found = await faults();
    return reply
      .code(found.length === 0 ? 200 : 503)
      .send({ status: found.length === 0 ? 'ready' : 'not ready', faults: found });
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await figures()));
}
