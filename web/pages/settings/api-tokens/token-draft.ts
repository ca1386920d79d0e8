import type { Token, TokenScopes } from './tokens-data.ts';

/** The fields of the form. */
export interface TokenDraft {
  name: string;
  scopes: readonly string[];
  includeRecordings: boolean;
  requestsPerMinute: number | string;
  dailyConversationQuota: number | string;
  /** Days from now, `date`, `never`, or `keep` of a token that there is. */
  expiry: string;
  /** Of `date`: YYYY-MM-DD, the last day. */
  expiryDate: string;
}

export const newDraft: TokenDraft = {
  name: '',
  scopes: [],
  includeRecordings: false,
  requestsPerMinute: 60,
  dailyConversationQuota: 1_000,
  expiry: '365',
  expiryDate: '',
};

export function draftOf(token: Token): TokenDraft {
  return {
    name: token.name,
    scopes: token.scopes,
    includeRecordings: token.include_recordings,
    requestsPerMinute: token.requests_per_minute,
    dailyConversationQuota: token.daily_conversation_quota,
    expiry: 'keep',
    expiryDate: '',
  };
}

const dayMs = 86_400_000;

/** The request's body; without `expires_at` where that is kept. */
export function bodyOf(draft: TokenDraft, now: Date) {
  return {
    name: draft.name,
    scopes: [...draft.scopes],
    include_recordings: draft.includeRecordings && draft.scopes.includes('recordings'),
    requests_per_minute: Number(draft.requestsPerMinute),
    daily_conversation_quota: Number(draft.dailyConversationQuota),
    ...(draft.expiry !== 'keep' && { expires_at: expiryOf(draft, now) }),
  };
}

export function expiryOf({ expiry, expiryDate }: TokenDraft, now: Date): string | null {
  if (expiry === 'never') return null;
  if (expiry !== 'date') return new Date(now.getTime() + Number(expiry) * dayMs).toISOString();
  // The day belongs to it, where the reader is.
  const end = new Date(`${expiryDate}T23:59:59`);
  return Number.isNaN(end.getTime()) ? '' : end.toISOString();
}

export const customPurpose = 'custom';

/** The purpose whose scopes are chosen. */
export function purposeOf({ presets }: TokenScopes, draft: TokenDraft): string {
  const chosen = [...draft.scopes].sort().join();
  const preset = presets.find(
    ({ scopes, include_recordings }) =>
      [...scopes].sort().join() === chosen && include_recordings === draft.includeRecordings,
  );
  return preset?.id ?? customPurpose;
}
