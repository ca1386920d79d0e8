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
import { changeConversations, deleteConversations, restoreConversations } from './list/change-many.ts';
import { listConversations } from './list/list-conversations.ts';
import { addSavedView, changeSavedView, deleteSavedView, listSavedViews } from './list/saved-views.ts';
import { listTopics } from './list/topics.ts';
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
import { pasteTranscript, previewTranscript } from './transcripts.ts';
import { dismissUpload, listUploads, retryUpload } from './uploads.ts';

/** Every operation of the contract and what serves it. */
export const operations: { readonly [Id in OperationId]: Handler<Id> | OpenHandler<Id> } = {
  getSession,
  createSession,
  deleteSession,
  refreshSession,
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
  getRecording,
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
