import type { components } from '../../../../contract/app.types.ts';
import { isLive } from '../../../domain/tokens/token.ts';
import { tokenPrefix } from '../../../domain/tokens/token-format.ts';
import type { ShownToken } from '../../../domain/tokens/token-reads.ts';

type ApiToken = components['schemas']['ApiToken'];

/** `used`: conversations of today's quota, by the token's id. */
export function presentToken(token: ShownToken, used: ReadonlyMap<string, number>, now: Date): ApiToken {
  const { oldSecretUntil } = token;
  return {
    id: token.id,
    token_prefix: tokenPrefix(token.lookup),
    name: token.name,
    state: stateOf(token, now),
    scopes: [...token.scopes],
    include_recordings: token.includeRecordings,
    requests_per_minute: token.requestsPerMinute,
    daily_conversation_quota: token.dailyConversationQuota,
    used_today: used.get(token.id) ?? 0,
    created_at: token.createdAt.toISOString(),
    expires_at: token.expiresAt?.toISOString() ?? null,
    revoked_at: token.revokedAt?.toISOString() ?? null,
    last_used_at: token.lastUsedAt?.toISOString() ?? null,
    old_secret_until: oldSecretUntil && oldSecretUntil > now ? oldSecretUntil.toISOString() : null,
  };
}

function stateOf(token: ShownToken, now: Date): ApiToken['state'] {
  if (token.revokedAt) return 'revoked';
  return isLive(token, now) ? 'live' : 'expired';
}
