/** The scopes of the partner API, in the order in which they are shown. */
export const scopes = [
  'users',
  'teams',
  'departments',
  'conversations',
  'transcripts',
  'insights',
  'recordings',
  'notetaker',
] as const;

export type Scope = (typeof scopes)[number];

export interface Token {
  accountId: string;
  id: string;
  lookup: string;
  name: string;
  scopes: readonly string[];
  includeRecordings: boolean;
  requestsPerMinute: number;
  dailyConversationQuota: number;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

export function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}

export function isLive(token: Token, now: Date): boolean {
  return token.revokedAt === null && (token.expiresAt === null || token.expiresAt > now);
}

export function grants(token: Token, scope: string): boolean {
  return token.scopes.includes(scope);
}

/** Links to recordings need both the scope and the token's own switch. */
export function mayHaveRecordings(token: Token): boolean {
  return grants(token, 'recordings') && token.includeRecordings;
}
