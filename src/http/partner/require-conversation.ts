import type { ConversationReads, ReadRow } from '../../domain/conversations/reads.ts';
import { conversationNotFound } from '../errors.ts';

/** The account's conversation; an unknown id and another account's are the same 404. `id` is validated already. */
export async function requireConversation(
  reads: ConversationReads,
  accountId: string,
  id: unknown,
): Promise<ReadRow> {
  const conversation = await reads.find({ accountId, id: String(id) });
  if (!conversation) throw conversationNotFound();
  return conversation;
}
