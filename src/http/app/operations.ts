import { listConversations } from './conversations.ts';
import type { Handler, OpenHandler, OperationId } from './handler.ts';
import { createSession, deleteSession, getSession, refreshSession } from './session.ts';
import { endTokenOverlap, rotateToken } from './settings/token-rotation.ts';
import { changeToken, createToken, listTokenScopes, listTokens, revokeToken } from './settings/tokens.ts';
import { getWebhookDelivery, listWebhookDeliveries, testWebhook } from './settings/webhook-deliveries.ts';
import { replayWebhook, replayWebhookDelivery } from './settings/webhook-replays.ts';
import {
  deleteWebhook,
  endWebhookOverlap,
  pauseWebhook,
  resumeWebhook,
  rotateWebhookSecret,
} from './settings/webhook-state.ts';
import { createWebhook, getWebhook, listWebhookActivity, listWebhooks } from './settings/webhooks.ts';

/** Every operation of the contract and what serves it. */
export const operations: { readonly [Id in OperationId]: Handler<Id> | OpenHandler<Id> } = {
  getSession,
  createSession,
  deleteSession,
  refreshSession,
  listConversations,
  listTokens,
  createToken,
  changeToken,
  revokeToken,
  rotateToken,
  endTokenOverlap,
  listTokenScopes,
  listWebhooks,
  createWebhook,
  listWebhookActivity,
  getWebhook,
  deleteWebhook,
  pauseWebhook,
  resumeWebhook,
  rotateWebhookSecret,
  endWebhookOverlap,
  testWebhook,
  replayWebhook,
  listWebhookDeliveries,
  getWebhookDelivery,
  replayWebhookDelivery,
};
