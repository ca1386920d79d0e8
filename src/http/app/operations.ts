import { listConversations } from './conversations.ts';
import { listFormats } from './formats.ts';
import type { Handler, OpenHandler, OperationId } from './handler.ts';
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
  listConversations,
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
