import { listConversations } from './conversations.ts';
import type { Handler, OpenHandler, OperationId } from './handler.ts';
import { createSession, deleteSession, getSession, refreshSession } from './session.ts';
import { pasteTranscript, previewTranscript } from './transcripts.ts';
import { dismissUpload, listUploads, retryUpload } from './uploads.ts';

/** Every operation of the contract and what serves it. */
export const operations: { readonly [Id in OperationId]: Handler<Id> | OpenHandler<Id> } = {
  getSession,
  createSession,
  deleteSession,
  refreshSession,
  listConversations,
  previewTranscript,
  pasteTranscript,
  listUploads,
  dismissUpload,
  retryUpload,
};
