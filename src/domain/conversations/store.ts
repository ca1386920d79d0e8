import { type Db, execute, queryOne } from '../../db/pool.ts';
import type { CardMaking } from './card.ts';
import type { Conversation, ConversationKey, ConversationStatus, Participant } from './conversation.ts';
import { type Failure, failureJson, type StoredFailure } from './failure.ts';
import type { PackedTranscript } from './packed-transcript.ts';
import { type NewConversation, newRow, storeNew } from './store-new.ts';

const selectForCard = {
  name: 'select-conversation-for-card',
  text: `select c.id, c.status, c.title, c.company, c.started_at, c.duration_seconds, c.medium, c.sentiment,
      c.conversation_type, c.summary, c.participants, d.id as department_id, d.name as department_name,
      u.id as user_id, u.name as user_name, u.email as user_email
    from conversation c
    left join department d on d.account_id = c.account_id and d.id = c.department_id
    left join app_user u on u.account_id = c.account_id and u.id = c.user_id
    where c.account_id = $1 and c.id = $2 and c.deleted_at is null`,
};
const updateCard = {
  name: 'update-conversation-card',
  text: `update conversation set partner_card = $3, updated_at = $4
    where account_id = $1 and id = $2 and deleted_at is null`,
};
const updateStatus = {
  name: 'update-conversation-status',
  text: `update conversation set status = $3, failure = $4
    where account_id = $1 and id = $2 and deleted_at is null`,
};
const updateFailed = {
  name: 'reopen-failed-conversation',
  text: `update conversation set status = 'processing', failure = null
    where account_id = $1 and id = $2 and status = 'failed' and deleted_at is null`,
};
const updateRecording = {
  name: 'update-conversation-recording',
  text: `update conversation set recording_id = $3, updated_at = $4
    where account_id = $1 and id = $2 and deleted_at is null`,
};
const selectConversation = {
  name: 'select-conversation',
  text: `select id, status, partner_card, recording_id, summary, language, started_at, participants, failure
    from conversation where account_id = $1 and id = $2 and deleted_at is null`,
};
const upsertTranscript = {
  name: 'store-transcript',
  text: `insert into transcript (account_id, conversation_id, deflated, crc32, bytes) values ($1, $2, $3, $4, $5)
    on conflict (account_id, conversation_id) do update
      set deflated = excluded.deflated, crc32 = excluded.crc32, bytes = excluded.bytes`,
};
const updateParticipants = {
  name: 'update-conversation-participants',
  text: 'update conversation set participants = $3 where account_id = $1 and id = $2 and deleted_at is null',
};
const lock = {
  name: 'lock-conversation',
  text: 'select from conversation where account_id = $1 and id = $2 and deleted_at is null for update',
};
const updateDuration = {
  name: 'update-conversation-duration',
  text: 'update conversation set duration_seconds = $3 where account_id = $1 and id = $2 and deleted_at is null',
};
const selectTranscript = {
  name: 'select-transcript',
  text: `select t.deflated, t.crc32, t.bytes, t.xmin as version from transcript t
    join conversation c on c.account_id = t.account_id and c.id = t.conversation_id and c.deleted_at is null
    where t.account_id = $1 and t.conversation_id = $2`,
};

/** The columns from which a card is made. */
export interface CardRow {
  id: string;
  status: ConversationStatus;
  title: string;
  company: string | null;
  started_at: Date;
  duration_seconds: number | null;
  medium: string;
  sentiment: string | null;
  conversation_type: string | null;
  summary: string | null;
  participants: Participant[];
  department_id: string | null;
  department_name: string;
  user_id: string | null;
  user_name: string;
  user_email: string;
}

export interface ConversationRow {
  id: string;
  status: ConversationStatus;
  partner_card: string;
  recording_id: string | null;
  summary: string | null;
  language: string;
  started_at: Date;
  participants: Participant[];
  failure: StoredFailure | null;
}

/** `version` is another one after every change. */
export type VersionedTranscript = PackedTranscript & { version: string };

/** Stores the conversation as processing, its transcript if there is one yet, and its first card. */
export async function storeConversation(
  tx: Db,
  conversation: NewConversation,
  transcript: PackedTranscript | null,
  making: CardMaking,
): Promise<void> {
  await storeNew(tx, [newRow(conversation, transcript, { analyse: false, ...making })]);
}

/** Nobody else changes or deletes the conversation until the transaction ends; nothing where there is none. */
export async function lockConversation(tx: Db, key: ConversationKey): Promise<void> {
  await execute(tx, lock, [key.accountId, key.id]);
}

/** The conversation's one transcript, in place of an earlier one. */
export async function storeTranscript(
  tx: Db,
  key: ConversationKey,
  { deflated, crc32, bytes }: PackedTranscript,
): Promise<void> {
  await execute(tx, upsertTranscript, [key.accountId, key.id, deflated, crc32, bytes]);
}

export async function setParticipants(
  tx: Db,
  key: ConversationKey,
  participants: Participant[],
): Promise<void> {
  await execute(tx, updateParticipants, [key.accountId, key.id, JSON.stringify(participants)]);
}

export async function setDuration(tx: Db, key: ConversationKey, durationSeconds: number): Promise<void> {
  await execute(tx, updateDuration, [key.accountId, key.id, Math.round(durationSeconds)]);
}

/** Makes the card anew from the rows; call it in the transaction that changed one of them. */
export async function refreshCard(
  tx: Db,
  accountId: string,
  id: string,
  { presentCard, now }: CardMaking,
): Promise<void> {
  // A transaction that renames an owner waits for this row, or came before. So the names that are read next are the
  // last.
  await lockConversation(tx, { accountId, id });
  const row = await queryOne<CardRow & Record<string, unknown>>(tx, selectForCard, [accountId, id]);
  if (!row) throw new Error(`No conversation ${id}`);
  await execute(tx, updateCard, [accountId, id, JSON.stringify(presentCard(conversationOf(row))), now]);
}

export async function setStatus(
  tx: Db,
  key: ConversationKey,
  status: ConversationStatus,
  failure: Failure | null,
): Promise<void> {
  await execute(tx, updateStatus, [key.accountId, key.id, status, failure && failureJson(failure)]);
}

/** Sets a failed conversation to processing; false where it is not failed, or somebody else was faster. */
export async function reopenFailed(tx: Db, key: ConversationKey): Promise<boolean> {
  return (await execute(tx, updateFailed, [key.accountId, key.id])) === 1;
}

export async function setRecording(
  tx: Db,
  key: ConversationKey,
  recordingId: string,
  now: Date,
): Promise<void> {
  await execute(tx, updateRecording, [key.accountId, key.id, recordingId, now]);
}

export function findConversation(
  db: Db,
  accountId: string,
  id: string,
): Promise<ConversationRow | undefined> {
  return queryOne<ConversationRow & Record<string, unknown>>(db, selectConversation, [accountId, id]);
}

export function findTranscript(
  db: Db,
  accountId: string,
  id: string,
): Promise<VersionedTranscript | undefined> {
  return queryOne<VersionedTranscript & Record<string, unknown>>(db, selectTranscript, [accountId, id]);
}

export function conversationOf(row: CardRow): Conversation {
  return {
    id: row.id,
    status: row.status,
    title: row.title,
    company: row.company,
    startedAt: row.started_at,
    durationSeconds: row.duration_seconds,
    medium: row.medium,
    sentiment: row.sentiment,
    conversationType: row.conversation_type,
    summary: row.summary,
    department: row.department_id === null ? null : { id: row.department_id, name: row.department_name },
    user: row.user_id === null ? null : { id: row.user_id, name: row.user_name, email: row.user_email },
    participants: row.participants,
  };
}
