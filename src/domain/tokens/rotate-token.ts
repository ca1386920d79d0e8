import { announceNews } from '../../db/notifications.ts';
import { type Db, execute, inTransaction, type Pool } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import type { Keys } from '../keys/keys.ts';
import type { TokenName } from './change-token.ts';
import { changedNow, lockToken, type StoredToken } from './queries.ts';
import { hashToken, makeTokenOf } from './token-format.ts';

/** How long the old secret is taken beside the new one: with 0 hours it ends at once. */
export const tokenOverlapHours = { least: 0, default: 24, most: 168 } as const;

export type TokenRotation =
  /** The token's text is told this once. `oldSecretUntil`: when the one before ends. */
  | { kind: 'rotated'; token: string; id: string; oldSecretUntil: Date }
  | { kind: 'refused'; reason: 'unknown' | 'revoked' | 'running_already' | 'overlap_out_of_range' };

export type OverlapEnd =
  | { kind: 'ended' }
  | { kind: 'refused'; reason: 'unknown' | 'revoked' | 'no_overlap' };

const storeSecret = {
  name: 'store-rotated-token-secret',
  text: `update api_token set old_secret_hash = $4, old_secret_until = $5, secret_hash = $3, changed_at = ${changedNow}
    where account_id = $1 and id = $2`,
};
const eraseOld = 'old_secret_hash = null, old_secret_until = null';
const endOverlap = {
  name: 'end-token-overlap',
  text: `update api_token set ${eraseOld}, changed_at = ${changedNow} where account_id = $1 and id = $2`,
};
// Nothing changes for servers: they take no secret whose time is over.
const eraseDue = {
  name: 'erase-old-token-secrets',
  text: `update api_token set ${eraseOld} where (account_id, id) in (
      select account_id, id from api_token where old_secret_until <= $1
      order by account_id, id limit $2 for no key update skip locked)`,
};

/**
 * Gives a token a new secret under the same public characters. The old one is taken until the overlap ends. All servers
 * hear of it as of any change.
 */
export function rotateToken(
  { pool, keys }: { pool: Pool; keys: Keys },
  accountId: string,
  { name, overlapHours = tokenOverlapHours.default }: { name: TokenName; overlapHours?: number },
  { by, now }: Doing,
): Promise<TokenRotation> {
  return inTransaction(pool, async (tx): Promise<TokenRotation> => {
    const { least, most } = tokenOverlapHours;
    if (!(overlapHours >= least && overlapHours <= most)) return refused('overlap_out_of_range');
    const before = await lockToken(tx, accountId, name);
    if (!before) return refused('unknown');
    if (before.revokedAt !== null) return refused('revoked');
    if (isOverlapping(before, now)) return refused('running_already');
    const token = makeTokenOf(before.lookup);
    const oldSecretUntil = new Date(now.getTime() + overlapHours * 3_600_000);
    const old = overlapHours === 0 ? [null, null] : [before.secretHash, oldSecretUntil];
    await execute(tx, storeSecret, [accountId, before.id, hashToken(keys.tokenHash, token), ...old]);
    await execute(tx, announceNews, ['tokens']);
    const details = { overlap_hours: overlapHours };
    await appendAudit(tx, accountId, { by, action: 'token.rotated', subjectId: before.id, details });
    return { kind: 'rotated', token, id: before.id, oldSecretUntil };
  });
}

/** The old secret is taken no more from now on, and is erased. */
export function endTokenOverlap(
  pool: Pool,
  accountId: string,
  name: TokenName,
  { by, now }: Doing,
): Promise<OverlapEnd> {
  return inTransaction(pool, async (tx): Promise<OverlapEnd> => {
    const token = await lockToken(tx, accountId, name);
    if (!token) return { kind: 'refused', reason: 'unknown' };
    if (token.revokedAt !== null) return { kind: 'refused', reason: 'revoked' };
    if (!isOverlapping(token, now)) return { kind: 'refused', reason: 'no_overlap' };
    await execute(tx, endOverlap, [accountId, token.id]);
    await execute(tx, announceNews, ['tokens']);
    await appendAudit(tx, accountId, { by, action: 'token.overlap_ended', subjectId: token.id });
    return { kind: 'ended' };
  });
}

const erasedAtOnce = 100;

/** Erases the secrets whose overlap is over; gives how many. */
export async function eraseOldTokenSecrets(db: Db, now: Date): Promise<number> {
  let erased = 0;
  for (;;) {
    const count = await execute(db, eraseDue, [now, erasedAtOnce]);
    erased += count;
    if (count < erasedAtOnce) return erased;
  }
}

function isOverlapping({ oldSecretUntil }: Pick<StoredToken, 'oldSecretUntil'>, now: Date): boolean {
  return oldSecretUntil !== null && oldSecretUntil > now;
}

function refused(reason: Extract<TokenRotation, { kind: 'refused' }>['reason']): TokenRotation {
  return { kind: 'refused', reason };
}
