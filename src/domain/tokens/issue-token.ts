import { randomUUID } from 'node:crypto';
import { inTransaction, type Pool } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import type { Keys } from '../keys/keys.ts';
import { windowShape } from '../limits/window-shape.ts';
import { storeToken } from './queries.ts';
import type { Token } from './token.ts';
import { hashToken, makeToken, tokenPrefix } from './token-format.ts';

export interface NewToken {
  name: string;
  scopes: readonly string[];
  includeRecordings: boolean;
  requestsPerMinute: number;
  dailyConversationQuota: number;
  expiresAt: Date | null;
}

/** Makes a token for the account. The returned text is the only time that it is known; the database keeps a keyed hash. */
export async function issueToken(
  context: { pool: Pool; keys: Keys },
  accountId: string,
  wanted: NewToken,
  { by, now }: Doing,
): Promise<{ token: string; tokenPrefix: string; id: string }> {
  const { token, lookup } = makeToken();
  const stored: Token & { secretHash: Buffer } = {
    ...wanted,
    accountId,
    id: randomUUID(),
    lookup,
    createdAt: now,
    revokedAt: null,
    secretHash: hashToken(context.keys.tokenHash, token),
  };
  const { slots } = windowShape(wanted.requestsPerMinute);
  await inTransaction(context.pool, async (tx) => {
    await storeToken(tx, stored, slots);
    await appendAudit(tx, accountId, { by, action: 'token.created', subjectId: stored.id });
  });
  return { token, tokenPrefix: tokenPrefix(lookup), id: stored.id };
}
