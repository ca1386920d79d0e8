import { exportConversation, getRecording } from './conversation/downloads.ts';
import { addParticipant, removeParticipant, updateParticipant } from './conversation/edit-participants.ts';
import { assignSentences, editSentence } from './conversation/edit-sentences.ts';
import { mergeSpeakers, renameSpeaker, tieSpeaker, untieSpeaker } from './conversation/edit-speakers.ts';
import {
  deleteConversation,
  restoreConversation,
  retryConversation,
  tickActionItem,
} from './conversation/life.ts';
import { getConversation } from './conversation/page.ts';
import { getTranscript } from './conversation/transcript.ts';
import { updateConversation } from './conversation/update.ts';
import { listFormats } from './formats.ts';
import type { Handler, OpenHandler, OperationId } from './handler.ts';
import { addVisit, getHome } from './home.ts';
import {
  acceptInvitation,
  checkLink,
  completeFirstRun,
  completePasswordReset,
  createSessionByLink,
  getFirstRun,
  requestPasswordReset,
} from './links.ts';
import { changeConversations, deleteConversations, restoreConversations } from './list/change-many.ts';
import { exportConversations } from './list/export-many.ts';
import { listConversations } from './list/list-conversations.ts';
import { addSavedView, changeSavedView, deleteSavedView, listSavedViews } from './list/saved-views.ts';
import { listTopics } from './list/topics.ts';
import { changePassword, deleteOneSession, deleteSessions, listSessions } from './own-sessions.ts';
import { changeProfile } from './profile.ts';
import { createSession, deleteSession, getSession, refreshSession } from './session.ts';
import { changeAccountSettings, getAccountSettings } from './settings/account.ts';
import { listAudit, verifyAudit } from './settings/audit.ts';
import {
  addConversationType,
  changeConversationType,
  deleteConversationType,
  listConversationTypes,
} from './settings/conversation-types.ts';
import { addDepartment, changeDepartment, listAppDepartments } from './settings/departments.ts';
import { getDirectory } from './settings/directory.ts';
import { deleteLogo, setLogo } from './settings/logo.ts';
import { addTeam, deleteTeam, joinTeam, leaveTeam, listTeams, renameTeam } from './settings/teams.ts';
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
import { pasteTranscript, previewTranscript } from './transcripts.ts';
import { dismissUpload, listUploads, retryUpload } from './uploads.ts';
import { changeUser, inviteUser, inviteUserAgain, listUsers, resetUser } from './users.ts';

/** Every operation of the contract and what serves it. */
export const operations: { readonly [Id in OperationId]: Handler<Id> | OpenHandler<Id> } = {
  getSession,
  createSession,
  deleteSession,
  refreshSession,
  createSessionByLink,
  changePassword,
  listSessions,
  deleteSessions,
  deleteOneSession,
  getFirstRun,
  completeFirstRun,
  checkLink,
  acceptInvitation,
  requestPasswordReset,
  completePasswordReset,
  getHome,
  addVisit,
  listConversations,
  getConversation,
  updateConversation,
  deleteConversation,
  restoreConversation,
  retryConversation,
  getTranscript,
  editSentence,
  assignSentences,
  renameSpeaker,
  mergeSpeakers,
  tieSpeaker,
  untieSpeaker,
  addParticipant,
  updateParticipant,
  removeParticipant,
  tickActionItem,
  exportConversation,
  exportConversations,
  getRecording,
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
  changeProfile,
  listUsers,
  inviteUser,
  changeUser,
  inviteUserAgain,
  resetUser,
  listTopics,
  changeConversations,
  deleteConversations,
  restoreConversations,
  listSavedViews,
  addSavedView,
  changeSavedView,
  deleteSavedView,
  listFormats,
  previewTranscript,
  pasteTranscript,
  listUploads,
  dismissUpload,
  retryUpload,
  getAccountSettings,
  changeAccountSettings,
  setLogo,
  deleteLogo,
  getDirectory,
  listTeams,
  addTeam,
  renameTeam,
  deleteTeam,
  joinTeam,
  leaveTeam,
  listAppDepartments,
  addDepartment,
  changeDepartment,
  listConversationTypes,
  addConversationType,
  changeConversationType,
  deleteConversationType,
  listAudit,
  verifyAudit,
};
