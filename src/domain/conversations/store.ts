import { type Db, execute, queryOne } from '../../db/pool.ts';
import { indexStored } from '../search/index-stored.ts';
import { Stems } from '../search/stemmers.ts';
import type { CardMaking } from './card.ts';
import type { Conversation, ConversationKey, ConversationStatus, Participant } from './conversation.ts';
import { type Failure, failureJson, type StoredFailure } from './failure.ts';
import type { PackedTranscript } from './packed-transcript.ts';
import { type NewConversation, newRow, storeNew } from './store-new.ts';

/** SQL for a Conversation `c`, with its owners joined. */
export const shownColumns = `c.id, c.status, c.title, c.company, c.started_at as "startedAt",
  c.duration_seconds as "durationSeconds", c.medium, c.sentiment, c.conversation_type as "conversationType", c.summary,
  c.participants, case when d.id is not null then json_build_object('id', d.id, 'name', d.name) end as department,
  case when u.id is not null then json_build_object('id', u.id, 'name', u.name, 'email', u.email) end as user`;
export const joinOwners = `left join department d on d.account_id = c.account_id and d.id = c.department_id
  left join app_user u on u.account_id = c.account_id and u.id = c.user_id`;

const selectForCard = {
  name: 'select-conversation-for-card',
  text: `select ${shownColumns} from conversation c ${joinOwners}
    where c.account_id = $1 and c.id = $2 and c.deleted_at is null`,
};
const updateCard = {
  name: 'update-conversation-card',
  text: `update conversation set partner_card = $3, updated_at = $4
    where account_id = $1 and id = $2 and deleted_at is null`,
};
const fail = {
  name: 'fail-conversation',
  text: `update conversation set status = 'failed', failure = $3
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
  text: `select id, status, partner_card as "partnerCard", recording_id as "recordingId", summary, language,
      started_at as "startedAt", participants, failure
    from conversation where account_id = $1 and id = $2 and deleted_at is null`,
};
const upsertTranscript = {
  name: 'store-transcript',
  text: `insert into transcript (account_id, conversation_id, deflated, crc32, bytes) values ($1, $2, $3, $4, $5)
    on conflict (account_id, conversation_id) do update
      set deflated = excluded.deflated, crc32 = excluded.crc32, bytes = excluded.bytes, revision = transcript.revision + 1
    returning revision`,
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
  text: `select t.deflated, t.crc32, t.bytes, t.revision, t.xmin as version from transcript t
    join conversation c on c.account_id = t.account_id and c.id = t.conversation_id and c.deleted_at is null
    where t.account_id = $1 and t.conversation_id = $2`,
};

export interface ConversationRow {
  id: string;
  status: ConversationStatus;
  partnerCard: string;
  recordingId: string | null;
  summary: string | null;
  language: string;
  startedAt: Date;
  participants: Participant[];
  failure: StoredFailure | null;
}

/** `version` is another one after every change, `revision` the next number. */
export type VersionedTranscript = PackedTranscript & { version: string; revision: number };

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
export async function lockConversation(tx: Db, accountId: string, id: string): Promise<void> {
  await execute(tx, lock, [accountId, id]);
}

/** The conversation's one transcript, in place of an earlier one. Gives its revision. */
export async function storeTranscript(
  tx: Db,
  accountId: string,
  id: string,
  { deflated, crc32, bytes }: PackedTranscript,
): Promise<number> {
  const values = [accountId, id, deflated, crc32, bytes];
  const stored = await queryOne<{ revision: number }>(tx, upsertTranscript, values);
  if (!stored) throw new Error(`The transcript of ${id} was not stored`);
  return stored.revision;
}

export async function setParticipants(
  tx: Db,
  accountId: string,
  id: string,
  participants: Participant[],
): Promise<void> {
  await execute(tx, updateParticipants, [accountId, id, JSON.stringify(participants)]);
}

export async function setDuration(
  tx: Db,
  accountId: string,
  id: string,
  durationSeconds: number,
): Promise<void> {
  await execute(tx, updateDuration, [accountId, id, Math.round(durationSeconds)]);
}

/** Makes the card anew from the rows, and what searches look in; call it in the transaction that changed one of them. */
export async function refreshCard(
  tx: Db,
  accountId: string,
  id: string,
  { presentCard, now }: CardMaking,
): Promise<void> {
  // A transaction that renames an owner waits for this row, or came before. So the names that are read next are the
  // last.
  await lockConversation(tx, accountId, id);
  const row = await queryOne<Conversation>(tx, selectForCard, [accountId, id]);
  if (!row) throw new Error(`No conversation ${id}`);
  await execute(tx, updateCard, [accountId, id, JSON.stringify(presentCard(row)), now]);
  await indexStored(tx, new Stems(), accountId, [id]);
}

export async function setFailed(tx: Db, accountId: string, id: string, failure: Failure): Promise<void> {
  await execute(tx, fail, [accountId, id, failureJson(failure)]);
}

/** Sets a failed conversation to processing; false where it is not failed, or somebody else was faster. */
export async function reopenFailed(tx: Db, accountId: string, id: string): Promise<boolean> {
  return (await execute(tx, updateFailed, [accountId, id])) === 1;
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
  return queryOne<ConversationRow>(db, selectConversation, [accountId, id]);
}

export function findTranscript(
  db: Db,
  accountId: string,
  id: string,
): Promise<VersionedTranscript | undefined> {
  return queryOne<VersionedTranscript>(db, selectTranscript, [accountId, id]);
}
