import type { Charge } from '../api/api.ts';
import type { Context } from '../context.ts';
import { type Caller, limitsLeft } from './caller.ts';
import { dailyQuotaExceeded } from './limit-refusals.ts';

/**
 * One read of a conversation by an operation with `x-counts-toward-quota`: counts it once a day, or refuses the answer where
 * the day is used up. Rows of lists are not charged.
 */
export async function chargeRead(
  context: Pick<Context, 'dailyQuota' | 'databaseClock' | 'metrics'>,
  { token, rate }: Caller,
  conversationId: string | undefined,
): Promise<Charge> {
  if (conversationId === undefined) throw new Error('An operation that counts reads named no conversation');
  const result = await context.dailyQuota.count(token, conversationId);
  if (result.kind === 'counted') {
    const { day } = result;
    const usedToday = day === rate.day ? Math.max(result.used, rate.usedToday) : result.used;
    if (usedToday === rate.usedToday && day === rate.day) return { kind: 'charged', headers: {} };
    const ratelimit = limitsLeft({ token, rate: { ...rate, usedToday, day } }, context.databaseClock.now());
    return { kind: 'charged', headers: { ratelimit } };
  }
  context.metrics.limitRefusals.inc({ limit: 'day' });
  return { kind: 'refused', refusal: dailyQuotaExceeded(result.retryAfterSeconds) };
}
