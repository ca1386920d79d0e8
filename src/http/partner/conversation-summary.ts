import { answerOf } from '../api/answer.ts';
import { ApiError } from '../errors.ts';
import type { Handler } from './handler.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationSummary: Handler<'getConversationSummary'> = async (call) => {
  const { id, status, summary } = await requireConversation(call, call.parameters.id);
  if (status !== 'completed') throw new ApiError(404, 'Summary is not available yet');
  return { answer: answerOf({ conversation_id: id, summary }), subjectId: id };
};
