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
