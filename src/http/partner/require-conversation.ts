import type { ConversationReads } from '../../conversations/reads.ts';
import type { ConversationRow } from '../../conversations/store.ts';
import { conversationNotFound } from '../errors.ts';

/** The account's conversation; an unknown id and another account's are the same 404. `id` is validated already. */
export async function requireConversation(
  reads: ConversationReads,
  accountId: string,
  id: unknown,
): Promise<ConversationRow> {
  const conversation = await reads.find({ accountId, id: String(id) });
  if (!conversation) throw conversationNotFound();
  return conversation;
}
