/** The product's own server on the same database, with further routes that skip token, rate limit, scope and quota. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readPartnerContract } from '../../src/http/contract.ts';
import { readParameters } from '../../src/http/parameters.ts';
import { operations } from '../../src/http/partner/operations.ts';
import { sendAnswer } from '../../src/http/partner/send-answer.ts';
import { createServer } from '../../src/http/server.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLogger } from '../../src/server/log.ts';
import { startServer } from '../../src/server/start.ts';
import { serveParent } from '../support/own-servers.ts';

const settings = z
  .object({ env: z.record(z.string(), z.string()), tokens: z.array(z.string()) })
  .parse(JSON.parse(process.argv[2] ?? ''));
const result = readConfig(settings.env);
if (result.kind === 'faults') throw new Error(result.faults.join('; '));
const { context } = await startServer(result.config, createLogger('info'));
const contract = readPartnerContract();
const app = await createServer(context, contract);
const callers = await Promise.all(settings.tokens.map((token) => context.tokens.authenticate(token)));

for (const operation of contract.operations.filter(({ method }) => method === 'GET')) {
  const handler = operations[operation.operationId];
  if (!handler) throw new Error(`No handler for ${operation.operationId}`);
  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const token = callers[Number(request.headers['x-caller'])];
    if (!token) throw new Error('No such caller');
    const { params, query, headers, body } = request;
    const raw = { params: Object(params), query: Object(query), headers, body };
    const now = context.clock.now();
    const parameters = readParameters(operation, raw);
    const { answer } = await handler({ context, token, parameters, body, now });
    return sendAnswer(request, reply, answer, { lookup: token.lookup, now, ignored: [] });
  };
  app.route({
    method: operation.method,
    url: `/api/v1/rest/unchecked${operation.path}`,
    config: { operationId: operation.operationId },
    handler: serve,
  });
}
const url = await app.listen({ port: 0, host: '127.0.0.1' });
serveParent([Number(new URL(url).port)]);
