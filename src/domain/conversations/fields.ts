import { type Db, execute, queryOne } from '../../db/pool.ts';
import type { ConversationKey } from './conversation.ts';

/** Facts that people give of a conversation, beside participants and words. */
export interface ConversationFields {
  title: string;
  company: string | null;
  conversationType: string | null;
  userId: string | null;
  departmentId: string | null;
}

const select = {
  name: 'select-conversation-fields',
  text: `select conversation_type as "conversationType", title, company, user_id as "userId", department_id as "departmentId"
    from conversation where account_id = $1 and id = $2 and deleted_at is null for update`,
};
const update = {
  name: 'update-conversation-fields',
  text: `update conversation set conversation_type = $5, title = $3, company = $4, user_id = $6, department_id = $7
    where account_id = $1 and id = $2 and deleted_at is null`,
};
// Locked before the conversation, as where one comes in: a rename waits, and then finds the conversation, or came before.
const holdDepartment = {
  name: 'hold-owning-department',
  text: 'select from department where account_id = $1 and id = $2 for share',
};
const holdUser = {
  name: 'hold-owning-user',
  text: 'select from app_user where account_id = $1 and id = $2 for share',
};

/** Which of the owners to be does not exist. Those that do keep their names until the transaction ends. */
export async function holdOwners(
  tx: Db,
  accountId: string,
  { userId, departmentId }: Partial<ConversationFields>,
): Promise<'user' | 'department' | null> {
  if (departmentId && !(await queryOne(tx, holdDepartment, [accountId, departmentId]))) return 'department';
  if (userId && !(await queryOne(tx, holdUser, [accountId, userId]))) return 'user';
  return null;
}

/** Nobody else changes them until the transaction ends. */
export function lockFields(
  tx: Db,
  { accountId, id }: ConversationKey,
): Promise<ConversationFields | undefined> {
  return queryOne<ConversationFields>(tx, select, [accountId, id]);
}

export async function setFields(
  tx: Db,
  { accountId, id }: ConversationKey,
  { title, company, conversationType, userId, departmentId }: ConversationFields,
): Promise<void> {
  await execute(tx, update, [accountId, id, title, company, conversationType, userId, departmentId]);
}
