import type { Context } from '../../context.ts';
import type { Token } from '../../tokens/token.ts';
import { getAccount } from './account.ts';
import type { Answer } from './answer.ts';
import { getConversation } from './conversation.ts';
import { getConversationInsights } from './conversation-insights.ts';
import { getConversationRecordingUrl } from './conversation-recording-url.ts';
import { getConversationSummary } from './conversation-summary.ts';
import { getConversationTranscript } from './conversation-transcript.ts';
import { listConversations } from './conversations.ts';
import { listDepartments } from './departments.ts';
import { requestNotetaker } from './notetaker-request.ts';
import { listTeams } from './teams.ts';
import { listUsers } from './users.ts';
import { listWebhookDeliveries } from './webhook-deliveries.ts';

export interface Call {
  context: Context;
  token: Token;
  /** By their names in the contract, validated and typed. */
  parameters: Record<string, unknown>;
  /** Validated against the contract where the operation has a body. */
  body: unknown;
  now: Date;
}

export interface Result {
  answer: Answer;
  /** The one conversation that was read. */
  conversationId?: string;
}

export type Handler = (call: Call) => Promise<Result>;

/** Every operation of the contract and what serves it. */
export const operations: Readonly<Record<string, Handler>> = {
  getAccount,
  listUsers,
  listTeams,
  listDepartments,
  listConversations,
  getConversation,
  getConversationTranscript,
  getConversationInsights,
  getConversationRecordingUrl,
  getConversationSummary,
  requestNotetaker,
  listWebhookDeliveries,
};
