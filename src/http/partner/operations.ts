import { getAccount } from './account.ts';
import { getConversation } from './conversation.ts';
import { getConversationInsights } from './conversation-insights.ts';
import { getConversationRecordingUrl } from './conversation-recording-url.ts';
import { getConversationSummary } from './conversation-summary.ts';
import { getConversationTranscript } from './conversation-transcript.ts';
import { listConversations } from './conversations.ts';
import { createConversation } from './create-conversation.ts';
import { listDepartments } from './departments.ts';
import type { Handler, OperationId } from './handler.ts';
import { requestNotetaker } from './notetaker-request.ts';
import { listTeams } from './teams.ts';
import { listUsers } from './users.ts';
import { listWebhookDeliveries } from './webhook-deliveries.ts';

/** Every operation of the contract and what serves it. */
export const operations: { readonly [Id in OperationId]: Handler<Id> } = {
  getAccount,
  listUsers,
  listTeams,
  listDepartments,
  listConversations,
  createConversation,
  getConversation,
  getConversationTranscript,
  getConversationInsights,
  getConversationRecordingUrl,
  getConversationSummary,
  requestNotetaker,
  listWebhookDeliveries,
};
