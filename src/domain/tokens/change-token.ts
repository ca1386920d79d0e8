import { inTransaction, type Pool } from '../../db/pool.ts';
import { type Actor, appendAudit } from '../audit/audit-log.ts';
import { fitWindow } from '../limits/fit-window.ts';
import { windowMs, windowShape } from '../limits/window-shape.ts';
import type { NewToken } from './issue-token.ts';
import { lockToken, storeChangedToken } from './queries.ts';
import type { Token } from './token.ts';

export type TokenChange =
  | { kind: 'changed'; token: Token }
  /** The account has no such token. */
  | { kind: 'unknown' }
  | { kind: 'revoked' };

/** Which token: the eight public characters of it, or its id. */
export type TokenName = { lookup: string } | { id: string };

/**
 * Changes a token that is not revoked. Servers hear of it at once. Calls of the last minute count under another rate limit as
 * they did under the one before.
 */
export function changeToken(
  pool: Pool,
  accountId: string,
  name: TokenName,
  { changes, by }: { changes: Partial<NewToken>; by: Actor },
): Promise<TokenChange> {
  return inTransaction(pool, async (tx): Promise<TokenChange> => {
    const before = await lockToken(tx, accountId, name);
    if (!before) return { kind: 'unknown' };
    if (before.revokedAt !== null) return { kind: 'revoked' };
    const token = { ...before, ...changes };
    await storeChangedToken(tx, token);
    if (token.requestsPerMinute !== before.requestsPerMinute) {
      const [from, to] = [windowShape(before.requestsPerMinute), windowShape(token.requestsPerMinute)];
      await fitWindow(tx, accountId, token.id, {
        slots: to.slots,
        windowUs: windowMs * 1000,
        entriesForEach: from.callsPerSlot / to.callsPerSlot,
      });
    }
    const details = { changed: Object.keys(changes) };
    await appendAudit(tx, accountId, { by, action: 'token.changed', subjectId: token.id, details });
    return { kind: 'changed', token };
  });
}
