import { inTransaction, type Pool } from '../db/pool.ts';
import { appendAudit, type Doing } from '../domain/audit/audit-log.ts';
import type { CardMaking } from '../domain/conversations/card.ts';
import { type OwnersChange, setOwners, unknownOwner } from '../domain/conversations/changeable.ts';
import { refreshOwnersOnCards } from '../domain/conversations/owner-cards.ts';
import { announceChanges } from './announce.ts';

export type OwnersOutcome =
  | { kind: 'changed'; ids: string[] }
  | { kind: 'unknown_user' }
  | { kind: 'unknown_department' };

/** Gives conversations an owner, a department or a type; all of them or none. */
export function changeOwners(
  pool: Pool,
  { accountId, ids }: { accountId: string; ids: readonly string[] },
  change: OwnersChange,
  making: CardMaking & Doing,
): Promise<OwnersOutcome> {
  return inTransaction(pool, async (tx): Promise<OwnersOutcome> => {
    // Owners before conversations, as where one comes in: a rename waits and then finds them, or it came before.
    const unknown = await unknownOwner(tx, accountId, change);
    if (unknown === 'user') return { kind: 'unknown_user' };
    if (unknown === 'department') return { kind: 'unknown_department' };
    const changed = await setOwners(tx, accountId, ids, change);
    await refreshOwnersOnCards(tx, accountId, changed, making);
    for (const subjectId of changed)
      await appendAudit(tx, accountId, { by: making.by, action: 'conversation.changed', subjectId });
    await announceChanges(tx, accountId, changed, making);
    return { kind: 'changed', ids: changed };
  });
}
