import type { Refusal } from '../errors.ts';

/** Every 429 of the partner's API: its text, and the seconds until another call may be let in. */
export function rateLimitExceeded(retryAfterSeconds: number): Refusal {
  return { status: 429, message: 'Rate limit exceeded. Try again later.', retryAfterSeconds };
}

export function dailyQuotaExceeded(retryAfterSeconds: number): Refusal {
  const message = 'Daily conversation quota exceeded. Conversations already read today stay readable.';
  return { status: 429, message, retryAfterSeconds };
}
