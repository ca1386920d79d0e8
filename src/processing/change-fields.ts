import { inTransaction, type Pool } from '../db/pool.ts';
import { appendAudit } from '../domain/audit/audit-log.ts';
import type { ConversationKey } from '../domain/conversations/conversation.ts';
import {
  type ConversationFields,
  holdOwners,
  lockFields,
  setFields,
} from '../domain/conversations/fields.ts';
import { refreshCard } from '../domain/conversations/store.ts';
import { announceChanges } from './announce.ts';
import type { EditMaking } from './edit-conversation.ts';

export type FieldsOutcome = 'changed' | 'not_found' | 'unknown_user' | 'unknown_department';

/** Changes title, company, type, owner or department; those that are not given stay. */
export function changeFields(
  pool: Pool,
  key: ConversationKey,
  given: Partial<ConversationFields>,
  making: EditMaking,
): Promise<FieldsOutcome> {
  const { accountId, id } = key;
  return inTransaction(pool, async (tx): Promise<FieldsOutcome> => {
    const unknown = await holdOwners(tx, accountId, given);
    if (unknown) return `unknown_${unknown}`;
    const before = await lockFields(tx, key);
    if (!before) return 'not_found';
    const after = { ...before, ...given };
    const fields = changedFields(before, after);
    if (fields.length === 0) return 'changed';
    await setFields(tx, key, after);
    await refreshCard(tx, accountId, id, making);
    await appendAudit(tx, accountId, {
      by: making.by,
      action: 'conversation.changed',
      subjectId: id,
      details: { fields },
    });
    await announceChanges(tx, accountId, [id], making);
    return 'changed';
  });
}

function changedFields(before: ConversationFields, after: ConversationFields): string[] {
  const names = ['title', 'company', 'conversationType', 'userId', 'departmentId'] as const;
  return names.filter((name) => before[name] !== after[name]);
}
