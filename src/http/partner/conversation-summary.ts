import { type FoundAnalysis, findAnalysis } from '../../domain/conversations/analysis-store.ts';
import { summaryMarkdown } from '../../domain/conversations/summary-markdown.ts';
import type { SummarySection } from '../../engines/analysis/analyser.ts';
import { answerOf } from '../api/answer.ts';
import { ApiError } from '../errors.ts';
import type { Handler } from './handler.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationSummary: Handler<'getConversationSummary'> = async (call) => {
  const { context, caller, parameters } = call;
  const { id, status, summary } = await requireConversation(call, parameters.id);
  if (status !== 'completed') throw new ApiError(404, 'Summary is not available yet');
  const analysis = await findAnalysis(context.pool, caller.token.accountId, id);
  const answer = {
    conversation_id: id,
    summary,
    summary_short: analysis?.shortSummary ?? null,
    summary_markdown: analysis ? longSummary(analysis) : null,
  };
  return { answer: answerOf(answer), subjectId: id };
};

function longSummary({ summarySections, language }: FoundAnalysis): string | null {
  if (summarySections === null) return null;
  const sections: SummarySection[] = JSON.parse(summarySections);
  return summaryMarkdown(sections, language);
}
