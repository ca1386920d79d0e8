import { type Db, inTransaction, type Pool } from '../db/pool.ts';
import { type Actor, type AuditAction, type AuditDetails, appendAudit } from '../domain/audit/audit-log.ts';
import type { CardMaking } from '../domain/conversations/card.ts';
import type { ConversationKey } from '../domain/conversations/conversation.ts';
import { packTranscript, unpackTranscriptJson } from '../domain/conversations/packed-transcript.ts';
import { type ListedParticipant, listedParticipants } from '../domain/conversations/participants.ts';
import {
  type ConversationRow,
  findConversation,
  findTranscript,
  lockConversation,
  refreshCard,
  setParticipants,
  storeTranscript,
} from '../domain/conversations/store.ts';
import type { StoredTranscript } from '../domain/transcripts/stored-transcript.ts';
import { enqueueUnlessWaiting } from '../jobs/queue.ts';
import { announceChanges } from './announce.ts';

export type EditMaking = CardMaking & { by: Actor };

/** Which conversation is edited, and which revision of its transcript the editor saw, where that matters. */
export type EditKey = ConversationKey & { revision: number | null };

/** A conversation as an edit finds it; nobody else changes it meanwhile. */
export interface Editable {
  conversation: ConversationRow;
  participants: ListedParticipant[];
  /** Null before the words are there. */
  transcript: StoredTranscript | null;
  tx: Db;
}

/** The same where all is there: its words can be edited. */
export type EditableWords = Editable & { transcript: StoredTranscript };

/** The outcome of an edit. Parts that are not named stay. */
export interface Edit {
  transcript?: StoredTranscript;
  participants?: ListedParticipant[];
  action: AuditAction;
  details?: AuditDetails;
  /** More of its kind will follow: the analysis waits a moment for them. */
  isOneOfMany?: true;
}

type Verdict<Refusal> =
  /** `speaker`: the name of the speaker whom it is about, as it is afterwards. */
  { edit: Edit | null; speaker?: string } | { refusal: Refusal };

/** `revision`: of the transcript as it is now, null where there is none. */
export interface Edited {
  kind: 'edited';
  revision: number | null;
  speaker?: string;
}

export type EditOutcome<Refusal> =
  | Edited
  | { kind: 'not_found' }
  /** Somebody else has edited the words since the editor saw them. */
  | { kind: 'conflict'; revision: number | null }
  | Refusal;

const gatherMs = 2_000;

/**
 * Edits a conversation in one transaction: words, participants, card, the analysis that is made anew, the audit log and the
 * news of it. An `edit` of null changes nothing.
 */
export function editConversation<Refusal extends { kind: string }>(
  pool: Pool,
  { accountId, id, revision }: EditKey,
  making: EditMaking,
  edit: (editable: Editable) => Promise<Verdict<Refusal>> | Verdict<Refusal>,
): Promise<EditOutcome<Refusal>> {
  return inTransaction(pool, async (tx): Promise<EditOutcome<Refusal>> => {
    // Of two edits at once the second must see what the first wrote.
    await lockConversation(tx, accountId, id);
    const conversation = await findConversation(tx, accountId, id);
    if (!conversation) return { kind: 'not_found' };
    const packed = await findTranscript(tx, accountId, id);
    const present = packed?.revision ?? null;
    if (revision !== null && revision !== present) return { kind: 'conflict', revision: present };
    const transcript: StoredTranscript | null = packed ? JSON.parse(unpackTranscriptJson(id, packed)) : null;
    const participants = listedParticipants(id, conversation.participants);
    const verdict = await edit({ conversation, participants, transcript, tx });
    if ('refusal' in verdict) return verdict.refusal;
    const { edit: made, ...about } = verdict;
    const stored = made && (await store(tx, { accountId, conversation }, made, making));
    return { kind: 'edited', revision: stored ?? present, ...about };
  });
}

/** The same for edits of words, which a conversation has once it is completed. */
export function editWords<Refusal extends { kind: string }>(
  pool: Pool,
  key: EditKey,
  making: EditMaking,
  edit: (editable: EditableWords) => Promise<Verdict<Refusal>> | Verdict<Refusal>,
): Promise<EditOutcome<Refusal | { kind: 'not_completed' }>> {
  return editConversation<Refusal | { kind: 'not_completed' }>(pool, key, making, (editable) => {
    const { transcript } = editable;
    if (editable.conversation.status !== 'completed' || !transcript)
      return { refusal: { kind: 'not_completed' } };
    return edit({ ...editable, transcript });
  });
}

async function store(
  tx: Db,
  { accountId, conversation }: { accountId: string; conversation: ConversationRow },
  { transcript, participants, action, details, isOneOfMany }: Edit,
  making: EditMaking,
): Promise<number | null> {
  const { id, status } = conversation;
  const revision = transcript
    ? await storeTranscript(tx, accountId, id, packTranscript(id, transcript))
    : null;
  if (participants) await setParticipants(tx, accountId, id, participants);
  await refreshCard(tx, accountId, id, making);
  // One that is under way, or that comes when the rest is done, finds the conversation as it is then.
  if (status === 'completed')
    await enqueueUnlessWaiting(tx, {
      accountId,
      kind: 'analyse',
      subjectId: id,
      payload: { again: 'true' },
      ...(isOneOfMany && { delayMs: gatherMs }),
    });
  await appendAudit(tx, accountId, { by: making.by, action, subjectId: id, ...(details && { details }) });
  await announceChanges(tx, accountId, [id], making);
  return revision;
}

/** The user behind a change, as tables of corrections name him. */
export function userIdOf(by: Actor): string | null {
  return by.kind === 'user' ? by.id : null;
}
