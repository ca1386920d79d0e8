import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { ApiError, notFound, refused } from '../errors.ts';
import { type Answer, answerOf } from './answer.ts';
import type { Admission, Api, Charge } from './api.ts';
import type { Contract, Operation } from './contract.ts';
import type { AnyHandler } from './handler.ts';
import { ignoredParameters, type RawRequest, readParameters } from './parameters.ts';
import { sendAnswer } from './send-answer.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    operationId?: string;
    /** Media types that the operation takes. */
    bodyTypes?: readonly string[];
  }
  interface FastifyRequest {
    /** The caller's, for the request log; null while it is not known. */
    callerNames: Readonly<Record<string, string>> | null;
  }
}

const documentPath = '/openapi.json';

export interface ServedApi {
  prefix: string;
  /** A request that no operation serves counts like any other where its caller is known. */
  countUnserved(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** 405 on a known path, else 404, with or without a token. */
  refuseUnserved(request: FastifyRequest, reply: FastifyReply): Promise<never>;
}

/** Gives a body more time than a request has. */
export interface LongBodies {
  allowLongBody(request: IncomingMessage, response: ServerResponse): void;
}

interface Served {
  bodies: LongBodies;
  context: Context;
  api: Api;
  operation: Operation;
  handler: AnyHandler;
}

/**
 * Serves the contract's operations. A request goes through fixed steps: admission, parameters, handler, charge, answer.
 * Throws where the contract and the table of handlers differ.
 */
export async function registerApi(
  app: FastifyInstance,
  context: Context,
  api: Api,
  bodies: LongBodies,
): Promise<ServedApi> {
  const { operations } = api.contract;
  const unserved = new Set(Object.keys(api.handlers));
  const served = operations.map((operation): Served => {
    const handler = api.handlers[operation.operationId];
    if (!handler) throw new Error(`The contract's operation ${operation.operationId} has no handler`);
    unserved.delete(operation.operationId);
    return { context, api, operation, handler, bodies };
  });
  if (unserved.size > 0) throw new Error(`Handlers without an operation: ${[...unserved].join(', ')}`);
  // The API has a scope of its own, so that no other API takes its types of bodies.
  await app.register(async (scope) => {
    takeOtherBodies(scope, operations);
    for (const one of served) registerOperation(scope, one);
    registerDocument(scope, context, api);
  });
  return unservedOf(api);
}

/** Bodies other than JSON go to their handler as they come. */
function takeOtherBodies(scope: FastifyInstance, operations: readonly Operation[]): void {
  const types = new Set(operations.flatMap(({ body }) => [...(body?.types.keys() ?? [])]));
  for (const type of types) {
    const range = type.endsWith('/*') ? new RegExp(`^${type.slice(0, -1)}`, 'i') : type;
    if (!scope.hasContentTypeParser(range))
      scope.addContentTypeParser(range, (_request, payload, done) => done(null, payload));
  }
}

function registerOperation(scope: FastifyInstance, served: Served): void {
  const { api, operation } = served;
  const { operationId, body } = operation;
  const admitted = new WeakMap<FastifyRequest, { caller: unknown }>();
  scope.route({
    method: operation.method.toUpperCase(),
    url: api.prefix + operation.path,
    bodyLimit: body?.largestBytes ?? api.largestBodyBytes,
    config: { operationId, ...(body && { bodyTypes: [...body.types.keys()] }) },
    // A caller that is refused is not listened to: a body is asked for and read after admission.
    ...(body && {
      async onRequest(request: FastifyRequest, reply: FastifyReply) {
        admitted.set(request, await admit(served, request, reply));
        if (body.mayTakeLong) served.bodies.allowLongBody(request.raw, reply.raw);
      },
      async preParsing(request: FastifyRequest, reply: FastifyReply) {
        if (expectationOf(request) === '100-continue') reply.raw.writeContinue();
      },
    }),
    async handler(request, reply) {
      const { caller } = (body && admitted.get(request)) ?? (await admit(served, request, reply));
      return answer(served, caller, request, reply);
    },
  });
}

/** RFC 9110, 10.1.1: of an older client it is not heeded. */
export function expectationOf({ raw }: FastifyRequest): 'none' | '100-continue' | 'unknown' {
  const { expect } = raw.headers;
  if (expect === undefined || raw.httpVersion !== '1.1') return 'none';
  return expect.toLowerCase() === '100-continue' ? '100-continue' : 'unknown';
}

async function admit(
  { api, operation }: Served,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ caller: unknown }> {
  const admission = await api.admit(request, operation);
  show(admission, request, reply);
  if (admission.kind === 'refused') throw refused(admission.refusal);
  return admission;
}

function show({ headers, names }: Admission<unknown>, request: FastifyRequest, reply: FastifyReply): void {
  request.callerNames = names;
  reply.headers(headers);
}

async function answer(
  served: Served,
  caller: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { context, api, operation, handler } = served;
  const raw = rawRequest(request);
  const parameters = readParameters(operation, raw);
  const now = context.clock.now();
  const result = await handler({ context, caller, parameters, body: raw.body, now });
  const charge = api.charge?.(caller, operation, result.subjectId);
  if (charge) settle(await charge, reply);
  if (result.headers) reply.headers(result.headers);
  if (result.status !== undefined) reply.code(result.status);
  if (result.send) return result.send(request, reply);
  if (!result.answer) return reply.send();
  const ignored = ignoredParameters(operation, raw.query);
  return sendAnswer(request, reply, result.answer, api.ending?.(caller, now, ignored) ?? '}');
}

function settle(charge: Charge, reply: FastifyReply): void {
  if (charge.kind === 'refused') throw refused(charge.refusal);
  reply.headers(charge.headers);
}

function rawRequest(request: FastifyRequest): RawRequest {
  const { params, query, headers, body } = request;
  return { params: Object(params), query: Object(query), headers, body };
}

function unservedOf(api: Api): ServedApi {
  const { prefix } = api;
  const methods = methodsByPath(api);
  async function countUnserved(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const admission = await api.admit(request, null);
    if (admission.kind === 'refused' && admission.refusal.status === 401) return;
    show(admission, request, reply);
    if (admission.kind === 'refused') throw refused(admission.refusal);
  }
  return {
    prefix,
    countUnserved,
    async refuseUnserved(request, reply) {
      await countUnserved(request, reply);
      const path = request.url.split('?', 1)[0] ?? '';
      const known = methods.find(({ pattern }) => pattern.test(path));
      if (!known) throw notFound();
      reply.header('allow', known.methods.join(', '));
      throw new ApiError(405, 'Method Not Allowed');
    },
  };
}

function methodsByPath({ prefix, contract }: Api): { pattern: RegExp; methods: string[] }[] {
  const byPath = new Map([[documentPath, ['GET']]]);
  for (const { path, method } of contract.operations)
    byPath.set(path, [...(byPath.get(path) ?? []), method.toUpperCase()]);
  return [...byPath].map(([path, methods]) => ({
    pattern: new RegExp(`^${prefix}${path.replace(/:\w+/g, '[^/]*')}$`),
    methods,
  }));
}

function registerDocument(scope: FastifyInstance, context: Context, api: Api): void {
  let document: Answer | null = null;
  // Made when it is first asked for: the server's address is known then.
  scope.get(api.prefix + documentPath, (request, reply) => {
    document ??= answerOf(servedDocument(context, api)).toKeep().answer;
    return sendAnswer(request, reply, document, '}');
  });
}

function servedDocument(context: Context, { prefix, contract }: Api): Contract['document'] {
  const { info, servers: _, ...rest } = contract.document;
  return {
    ...rest,
    info: { ...Object(info), contact: { ...Object(Object(info).contact), email: context.supportEmail } },
    servers: [{ url: context.publicUrl() + prefix, description: 'This server' }],
  };
}
