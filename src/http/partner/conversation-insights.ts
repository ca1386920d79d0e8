import { jsonObject, jsonText } from '../../base/json-text.ts';
import { findAnalysis } from '../../domain/conversations/analysis-store.ts';
import { answerOfJson } from '../api/answer.ts';
import { ApiError } from '../errors.ts';
import type { Handler } from './handler.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationInsights: Handler<'getConversationInsights'> = async (call) => {
  const { context, caller, parameters } = call;
  const { id, status } = await requireConversation(call, parameters.id);
  const ready = status === 'completed';
  const analysis = ready ? await findAnalysis(context.pool, caller.token.accountId, id) : undefined;
  if (!analysis) throw new ApiError(404, 'Insights are not available yet');
  const { insights, topics, statistics } = analysis;
  if (insights === null || topics === null) {
    throw new ApiError(404, "Insights are not available: the conversation's language is not analysed");
  }
  const json = jsonObject({ conversation_id: jsonText(id), insights, topics, statistics });
  return { answer: answerOfJson(json), subjectId: id };
};
