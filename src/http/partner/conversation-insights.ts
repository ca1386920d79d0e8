import { findAnalysis } from '../../domain/conversations/analysis-store.ts';
import { ApiError } from '../errors.ts';
import { answerOfJson, jsonOf } from './answer.ts';
import type { Handler } from './handler.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationInsights: Handler = async ({ context, token, parameters }) => {
  const conversation = await requireConversation(context.reads, token.accountId, parameters['id']);
  const ready = conversation.status === 'completed';
  const analysis = ready ? await findAnalysis(context.pool, token.accountId, conversation.id) : undefined;
  if (!analysis) throw new ApiError(404, 'Insights are not available yet');
  const { insights, topics, statistics } = analysis;
  if (insights === null || topics === null) {
    throw new ApiError(404, "Insights are not available: the conversation's language is not analysed");
  }
  const json = jsonOf({
    conversation_id: JSON.stringify(conversation.id),
    insights,
    topics,
    statistics,
  });
  return { answer: answerOfJson(json), conversationId: conversation.id };
};
