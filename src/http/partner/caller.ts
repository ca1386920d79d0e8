import type { RateState } from '../../domain/limits/call-lease.ts';
import { secondsToMidnight, utcDay } from '../../domain/limits/utc-day.ts';
import { windowMs } from '../../domain/limits/window-shape.ts';
import { grants, mayHaveRecordings, type Token } from '../../domain/tokens/token.ts';
import type { HeaderValues } from '../api/api.ts';
import type { Operation } from '../api/contract.ts';
import type { Context } from '../context.ts';
import type { Refusal } from '../errors.ts';
import { rateLimitExceeded } from './limit-refusals.ts';

/** The token that calls, and the rest of its limits after this call. */
export interface Caller {
  token: Token;
  rate: RateState;
}

/** A refused caller is known where its token is live and only its calls are used up. */
export type TokenAdmission =
  | { kind: 'admitted'; caller: Caller }
  | { kind: 'refused'; refusal: Refusal; caller: Caller | null };

const unauthorized: Refusal = {
  status: 401,
  message: 'Missing or invalid API token',
  retryAfterSeconds: null,
  challenge: 'Bearer',
};

/**
 * Lets the caller in that a token's text stands for, by whatever way it came, and counts the call. Missing, malformed,
 * unknown, revoked and expired tokens are all the same, and wait for their turn where there are many.
 */
export async function admit(
  context: Pick<Context, 'tokens' | 'tokenUses' | 'refusalPace' | 'rateLimiter' | 'metrics'>,
  tokenText: string | null,
): Promise<TokenAdmission> {
  const token = tokenText === null ? null : await context.tokens.authenticate(tokenText);
  if (!token) {
    await context.refusalPace.turn();
    return { kind: 'refused', refusal: unauthorized, caller: null };
  }
  context.tokenUses.note(token);
  const { admitted, ...rate } = await context.rateLimiter.admit(token);
  const caller = { token, rate };
  if (admitted) return { kind: 'admitted', caller };
  context.metrics.limitRefusals.inc({ limit: 'minute' });
  return { kind: 'refused', refusal: rateLimitExceeded(rate.resetSeconds), caller };
}

/** The token's text in an Authorization header; null where there is none. */
export function bearerText(authorization: string | undefined): string | null {
  return /^Bearer +([\x21-\x7e]{1,200})$/i.exec(authorization ?? '')?.[1] ?? null;
}

/** The demands of an operation on a token, and its price. */
export interface Permission {
  /** Null where any live token will do. */
  scope: string | null;
  needsRecordingAccess: boolean;
  countsTowardQuota: boolean;
}

/** Throws where the contract asks for what a token cannot show. */
export function permissionOf({ operationId, security, extensions }: Operation): Permission {
  const [{ apiToken: scopes, ...others } = {}, ...alternatives] = security;
  if (!scopes || scopes.length > 1 || alternatives.length + Object.keys(others).length > 0)
    throw new Error(`The contract's ${operationId} must ask for an apiToken with at most one scope`);
  return {
    scope: scopes[0] ?? null,
    needsRecordingAccess: extensions['x-token-flag'] === 'include_recordings',
    countsTowardQuota: extensions['x-counts-toward-quota'] === true,
  };
}

export function missingScope(scope: string): Refusal {
  return { status: 403, message: `Token does not have the '${scope}' scope`, retryAfterSeconds: null };
}

/** Why the token may not, or null. */
export function refusalOf({ scope, needsRecordingAccess }: Permission, token: Token): Refusal | null {
  if (scope !== null && !grants(token, scope)) return missingScope(scope);
  if (!needsRecordingAccess || mayHaveRecordings(token)) return null;
  const message = 'Token does not have recording access (include_recordings is off)';
  return { status: 403, message, retryAfterSeconds: null };
}

/** draft-ietf-httpapi-ratelimit-headers, and the older X-RateLimit-* of the minute. `now` is the database's. */
export function limitHeaders(caller: Caller, now: Date): HeaderValues {
  const { token, rate } = caller;
  return {
    'ratelimit-policy': `"minute";q=${token.requestsPerMinute};w=60, "day";q=${token.dailyConversationQuota};w=86400`,
    ratelimit: limitsLeft(caller, now),
    'x-ratelimit-limit': token.requestsPerMinute,
    'x-ratelimit-remaining': rate.remaining,
    'x-ratelimit-reset': rate.resetAt,
  };
}

export function limitsLeft({ token, rate }: Caller, now: Date): string {
  // Calls and refusals that a process holds may be of the day before.
  const usedToday = rate.day === utcDay(now) ? rate.usedToday : 0;
  const left = Math.max(0, token.dailyConversationQuota - usedToday);
  // A block's entry is stamped with the end of its lease, a little ahead. Retry-After says it all, for who must wait.
  const seconds = Math.min(windowMs / 1000, rate.resetSeconds);
  return `"minute";r=${rate.remaining};t=${seconds}, "day";r=${left};t=${secondsToMidnight(now)}`;
}
