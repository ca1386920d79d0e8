import type { FaultCode } from '../../base/fault.ts';
import type { ConversationStatus } from '../conversations/conversation.ts';
import type { StoredNotice } from '../conversations/notices.ts';

export type UploadState = 'open' | 'received' | 'taken_in' | 'already_here' | 'refused';

/** Told with a file; none is needed. */
export interface UploadWishes {
  title?: string | undefined;
  company?: string | undefined;
  date?: string | undefined;
  language?: string | undefined;
  conversationType?: string | undefined;
  departmentName?: string | undefined;
  speakers?: number | undefined;
  format?: string | undefined;
  timeUnit?: 's' | 'ms' | undefined;
  acceptTruncated?: boolean | undefined;
  /** When the file was last changed, in milliseconds: by it a browser knows the same file again. */
  modifiedMs?: number | undefined;
}

/** A person's upload. Nobody else sees it. */
export interface UploadKey {
  accountId: string;
  userId: string;
  id: string;
}

export interface Upload extends UploadKey {
  fileName: string;
  bytes: number;
  wishes: UploadWishes;
  state: UploadState;
  createdAt: Date;
}

/** Why a file was refused, as the intake told it. */
export type UploadFault = { code: FaultCode } & Readonly<Record<string, unknown>>;

/** The way of an upload and of the conversation that it became. */
export interface ShownUpload extends Upload {
  expiresAt: Date;
  fault: UploadFault | null;
  /** Of the intake; those of the conversation's steps stand with it. */
  notices: StoredNotice[];
  /** Null where there is none, or it was deleted. */
  conversation: UploadedConversation | null;
}

export interface UploadedConversation {
  id: string;
  title: string;
  status: ConversationStatus;
  failure: UploadFault | null;
  notices: StoredNotice[];
  /** The step that goes on or is next, and the share of it that is done. */
  step: { kind: string; progress: number } | null;
}

/** Bounds of what one person may have under way. */
export const uploadBounds = {
  /** A recording of twelve hours with pictures is within it. */
  mostBytes: 16 * 1024 ** 3,
  mostOpen: 200,
  mostOpenBytes: 64 * 1024 ** 3,
  /** An upload that gets nothing more is given up then; one that is settled is shown as long. */
  keptForMs: 7 * 24 * 3_600_000,
};
