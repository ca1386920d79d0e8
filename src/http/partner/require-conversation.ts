import type { ReadRow } from '../../domain/conversations/reads.ts';
import { ApiError } from '../errors.ts';
import type { AnyCall } from './handler.ts';

/** The account's conversation; an unknown id and another account's are the same 404. */
export async function requireConversation({ context, caller }: AnyCall, id: string): Promise<ReadRow> {
  const conversation = await context.reads.find(caller.token.accountId, id);
  if (!conversation) throw new ApiError(404, 'Conversation not found');
  return conversation;
}
