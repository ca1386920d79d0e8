import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Token } from '../../domain/tokens/token.ts';
import type { Context } from '../context.ts';
import type { Contract, Operation } from '../contract.ts';
import { ApiError } from '../errors.ts';
import { ignoredParameters, readParameters } from '../parameters.ts';
import { admit, authenticate, authenticateAndAdmit, type Caller, checkScope, countRead } from './caller.ts';
import type { Handler } from './handler.ts';
import { operations } from './operations.ts';
import { sendAnswer } from './send-answer.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the caller is admitted. */
    caller: Caller | null;
    /** The live token that the request shows, once it is known. */
    token: Token | null;
  }
}

export const partnerPrefix = '/api/v1/rest';
const documentPath = '/openapi.json';

/**
 * Serves the contract's operations. A request goes through fixed steps: token, rate limit, scope, parameters, query,
 * quota, answer. Throws where the contract and the table of handlers differ.
 */
export function registerPartnerRoutes(app: FastifyInstance, context: Context, contract: Contract): void {
  app.decorateRequest('caller', null);
  app.decorateRequest('token', null);
  const unserved = new Set(Object.keys(operations));
  for (const operation of contract.operations) {
    const handler = operations[operation.operationId];
    if (!handler) throw new Error(`The contract's operation ${operation.operationId} has no handler`);
    unserved.delete(operation.operationId);
    registerOperation(app, context, operation, handler);
  }
  if (unserved.size > 0) throw new Error(`Handlers without an operation: ${[...unserved].join(', ')}`);
  registerDocument(app, context, contract);
}

function registerOperation(
  app: FastifyInstance,
  context: Context,
  operation: Operation,
  handler: Handler,
): void {
  const enter = async (request: FastifyRequest, reply: FastifyReply): Promise<Caller> => {
    const caller = await authenticateAndAdmit(context, request, reply);
    checkScope(operation, caller.token);
    return caller;
  };
  app.route({
    method: operation.method,
    url: partnerPrefix + operation.path,
    config: { operationId: operation.operationId },
    // Whoever may not call is not listened to: a body is read after the first steps.
    ...(operation.validateBody && {
      async onRequest(request: FastifyRequest, reply: FastifyReply) {
        request.caller = await enter(request, reply);
      },
    }),
    async handler(request, reply) {
      const caller = request.caller ?? (await enter(request, reply));
      const raw = rawRequest(request);
      const parameters = readParameters(operation, raw);
      const now = context.clock.now();
      const result = await handler({ context, token: caller.token, parameters, body: request.body, now });
      if (operation.countsTowardQuota) {
        if (result.conversationId === undefined)
          throw new Error(`${operation.operationId} names no conversation`);
        await countRead(context, reply, caller, result.conversationId);
      }
      const ignored = ignoredParameters(operation, raw.query);
      return sendAnswer(request, reply, result.answer, { lookup: caller.token.lookup, now, ignored });
    },
  });
}

function rawRequest(request: FastifyRequest): Parameters<typeof readParameters>[1] {
  const { params, query, headers, body } = request;
  return { params: Object(params), query: Object(query), headers, body };
}

/** A request that no operation serves counts like any other where its token is valid, and shows the token's limits. */
export async function countUnserved(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (!request.url.startsWith(`${partnerPrefix}/`)) return;
  const token = await authenticate(context, request);
  if (token) await admit(context, reply, token);
}

/** For requests that no operation serves: 405 on a known path, else 404, with or without a token. */
export async function refuseUnserved(
  context: Context,
  contract: Contract,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<never> {
  await countUnserved(context, request, reply);
  const path = request.url.split('?', 1)[0] ?? '';
  const served = contract.operations.find((operation) => pathPattern(operation.path).test(path));
  if (!served && path !== partnerPrefix + documentPath) throw new ApiError(404, 'Not found');
  reply.header('allow', served?.method ?? 'GET');
  throw new ApiError(405, 'Method Not Allowed');
}

function pathPattern(path: string): RegExp {
  return new RegExp(`^${partnerPrefix}${path.replace(/:\w+/g, '[^/]*')}$`);
}

function registerDocument(app: FastifyInstance, context: Context, contract: Contract): void {
  const { info, servers: _, ...rest } = contract.document;
  app.get(partnerPrefix + documentPath, async (_request, reply) => {
    const served = {
      ...rest,
      info: {
        ...Object(info),
        contact: { ...Object(Object(info).contact), email: context.supportEmail },
      },
      servers: [{ url: context.publicUrl() + partnerPrefix, description: 'This server' }],
    };
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(served));
  });
}
