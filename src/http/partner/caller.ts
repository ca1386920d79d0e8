import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RateState } from '../../domain/limits/call-lease.ts';
import { secondsToMidnight } from '../../domain/limits/utc-day.ts';
import { grants, mayHaveRecordings, type Token } from '../../domain/tokens/token.ts';
import type { Context } from '../context.ts';
import type { Operation } from '../contract.ts';
import { ApiError, missingScope, unauthorized } from '../errors.ts';

/** Who calls, and what is left of the token's limits after this call. */
export interface Caller {
  token: Token;
  rate: RateState;
}

/** The live token of the request, or null: missing, malformed, unknown, revoked and expired are all the same. */
export async function authenticate(context: Context, request: FastifyRequest): Promise<Token | null> {
  const [, text] = /^Bearer +([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '') ?? [];
  request.token = text === undefined ? null : await context.tokens.authenticate(text);
  return request.token;
}

/** Counts the call; a refused one is a 429. The limit headers go out on either. */
export async function admit(context: Context, reply: FastifyReply, token: Token): Promise<Caller> {
  const { admitted, ...rate } = await context.rateLimiter.admit(token);
  setLimitHeaders(context, reply, { token, rate });
  if (admitted) return { token, rate };
  context.metrics.limitRefusals.inc({ limit: 'minute' });
  throw new ApiError(429, 'Rate limit exceeded. Try again later.', rate.resetSeconds);
}

export async function authenticateAndAdmit(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller> {
  const token = await authenticate(context, request);
  if (!token) throw unauthorized();
  return admit(context, reply, token);
}

export function checkScope(operation: Operation, token: Token): void {
  if (operation.scope !== null && !grants(token, operation.scope)) throw missingScope(operation.scope);
  if (operation.needsRecordingAccess && !mayHaveRecordings(token)) {
    throw new ApiError(403, 'Token does not have recording access (include_recordings is off)');
  }
}

/** One read of a conversation that succeeded: counts it once a day, or refuses the answer where the day is used up. */
export async function countRead(
  context: Context,
  reply: FastifyReply,
  caller: Caller,
  conversationId: string,
): Promise<void> {
  const result = await context.dailyQuota.count(caller.token, conversationId);
  if (result.kind === 'counted') {
    const usedToday = Math.max(result.used, caller.rate.usedToday);
    if (usedToday > caller.rate.usedToday)
      reply.header('ratelimit', limitsLeft(context, caller.token, { ...caller.rate, usedToday }));
    return;
  }
  context.metrics.limitRefusals.inc({ limit: 'day' });
  const message = 'Daily conversation quota exceeded. Conversations already read today stay readable.';
  throw new ApiError(429, message, result.retryAfterSeconds);
}

/** draft-ietf-httpapi-ratelimit-headers, and the older X-RateLimit-* of the minute. */
function setLimitHeaders(context: Context, reply: FastifyReply, { token, rate }: Caller): void {
  reply.headers({
    'ratelimit-policy': `"minute";q=${token.requestsPerMinute};w=60, "day";q=${token.dailyConversationQuota};w=86400`,
    ratelimit: limitsLeft(context, token, rate),
    'x-ratelimit-limit': token.requestsPerMinute,
    'x-ratelimit-remaining': rate.remaining,
    'x-ratelimit-reset': rate.resetAt,
  });
}

function limitsLeft(context: Context, token: Token, rate: RateState): string {
  const left = Math.max(0, token.dailyConversationQuota - rate.usedToday);
  const dayLeftSeconds = secondsToMidnight(context.clock.now());
  return `"minute";r=${rate.remaining};t=${rate.resetSeconds}, "day";r=${left};t=${dayLeftSeconds}`;
}
