import { randomUUID } from 'node:crypto';
import { type Db, inTransaction, type Pool, queryAll, queryOne } from '../../db/pool.ts';
import { type AuditAction, appendAudit, audited, type Doing } from '../audit/audit-log.ts';

export interface ConversationType {
  id: string;
  name: string;
  enabled: boolean;
}

const selectTypes = {
  name: 'select-conversation-types',
  text: 'select id, name, enabled from conversation_type where account_id = $1 order by lower(name), id',
};
const insertType = {
  name: 'insert-conversation-type',
  text: audited(
    `insert into conversation_type (account_id, id, name, created_at) values ($1, $2, $3, $4)
      on conflict do nothing returning id`,
    5,
  ),
};
const updateTypeEnabled = {
  name: 'update-conversation-type-enabled',
  text: audited(
    'update conversation_type set enabled = $3 where account_id = $1 and id = $2 returning id',
    4,
  ),
};
// One that conversations have stays, since filters and reports go by it.
const deleteType = {
  name: 'delete-conversation-type',
  text: `delete from conversation_type t where t.account_id = $1 and t.id = $2 and not exists (
      select from conversation c where c.account_id = $1 and c.conversation_type = t.name)
    returning id`,
};
const selectType = {
  name: 'select-conversation-type',
  text: 'select id, name, enabled from conversation_type where account_id = $1 and id = $2',
};

export function listConversationTypes(db: Db, accountId: string): Promise<ConversationType[]> {
  return queryAll<ConversationType>(db, selectTypes, [accountId]);
}

function findConversationType(db: Db, accountId: string, id: string): Promise<ConversationType | undefined> {
  return queryOne<ConversationType>(db, selectType, [accountId, id]);
}

/** The new type's id, or null where the account has one of this name. */
export async function addConversationType(
  db: Db,
  accountId: string,
  name: string,
  { by, now }: Doing,
): Promise<string | null> {
  const action: AuditAction = 'type.added';
  const added = await queryOne<{ id: string }>(db, insertType, [
    accountId,
    randomUUID(),
    name,
    now,
    action,
    by,
  ]);
  return added?.id ?? null;
}

/** False where there is no such type. */
export async function setConversationTypeEnabled(
  db: Db,
  accountId: string,
  { id, enabled }: { id: string; enabled: boolean },
  { by }: Doing,
): Promise<boolean> {
  const action: AuditAction = enabled ? 'type.enabled' : 'type.disabled';
  return (await queryOne(db, updateTypeEnabled, [accountId, id, enabled, action, by])) !== undefined;
}

/** `in_use`: conversations have it; it can be disabled. */
export function deleteConversationType(
  pool: Pool,
  accountId: string,
  id: string,
  { by }: Doing,
): Promise<'deleted' | 'in_use' | 'not_found'> {
  return inTransaction(pool, async (tx) => {
    if (await queryOne(tx, deleteType, [accountId, id])) {
      await appendAudit(tx, accountId, { by, action: 'type.deleted', subjectId: id });
      return 'deleted';
    }
    return (await findConversationType(tx, accountId, id)) ? 'in_use' : 'not_found';
  });
}
