import { ApiError } from '../errors.ts';
import { answerOf } from './answer.ts';
import type { Handler } from './handler.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationSummary: Handler = async ({ context, token, parameters }) => {
  const { id, status, summary } = await requireConversation(context.reads, token.accountId, parameters['id']);
  if (status !== 'completed') throw new ApiError(404, 'Summary is not available yet');
  return { answer: answerOf({ conversation_id: id, summary }), conversationId: id };
};
