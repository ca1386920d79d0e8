import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from './context.ts';
import { withoutSecrets } from './without-secrets.ts';

/** The line that an API's request leaves in the log: no query and no header, which may hold secrets. */
export function logRequest({ log }: Context, request: FastifyRequest, reply: FastifyReply): void {
  const { method, id: requestId, ip: client, callerNames } = request;
  const path = withoutSecrets(request.url.split('?', 1)[0] ?? '');
  const ms = Math.round(reply.elapsedTime * 10) / 10;
  const status = reply.statusCode;
  const operation = operationOf(request);
  log.info({ requestId, operation, method, path, status, ms, client, ...callerNames }, 'request');
}

/** `other` for what belongs to no operation of a contract. */
export function operationOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.config.operationId ?? 'other';
}
