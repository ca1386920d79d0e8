import { type ConversationRow, findConversation } from '../../conversations/store.ts';
import type { Db } from '../../db/pool.ts';
import { conversationNotFound } from '../errors.ts';

/** The account's conversation; an unknown id and another account's are the same 404. `id` is validated already. */
export async function requireConversation(db: Db, accountId: string, id: unknown): Promise<ConversationRow> {
  const conversation = await findConversation(db, accountId, String(id));
  if (!conversation) throw conversationNotFound();
  return conversation;
}
