import { listConversations } from './conversations.ts';
import type { Handler, OpenHandler, OperationId } from './handler.ts';
import {
  acceptInvitation,
  checkLink,
  completeFirstRun,
  completePasswordReset,
  createSessionByLink,
  getFirstRun,
  requestPasswordReset,
} from './links.ts';
import { changePassword, deleteOneSession, deleteSessions, listSessions } from './own-sessions.ts';
import { changeProfile } from './profile.ts';
import { createSession, deleteSession, getSession, refreshSession } from './session.ts';
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
  listConversations,
  changeProfile,
  listUsers,
  inviteUser,
  changeUser,
  inviteUserAgain,
  resetUser,
};
