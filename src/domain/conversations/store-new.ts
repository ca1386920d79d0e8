import type { Notice } from '../../base/notice.ts';
import { announcing } from '../../db/notifications.ts';
import { type Db, queryAll, queryOne } from '../../db/pool.ts';
import { rowArrays } from '../../db/row-arrays.ts';
import type { EventType } from '../../events/event-log.ts';
import { type JobKind, jobKinds } from '../../jobs/kinds.ts';
import type { CardMaking, PresentCard } from './card.ts';
import type { Participant } from './conversation.ts';
import type { ImportKey } from './import-keys.ts';
import { presentNotice } from './notices.ts';
import type { PackedTranscript } from './packed-transcript.ts';

export interface NewConversation {
  accountId: string;
  id: string;
  title: string;
  company: string | null;
  startedAt: Date;
  durationSeconds: number | null;
  medium: string;
  conversationType: string | null;
  language: string;
  departmentId: string | null;
  userId: string | null;
  participants: Participant[];
  /** The format that its file was read as. */
  importedAs: string | null;
  notices: readonly Notice[];
}

/** A conversation that comes in, its transcript if there is one yet, and whether its analysis is to be queued. */
export interface NewRow {
  conversation: NewConversation;
  transcript: PackedTranscript | null;
  analyse: boolean;
  presentCard: PresentCard;
  now: Date;
  importKey: ImportKey | null;
}

interface Owner {
  accountId: string;
  id: string;
  name: string;
  /** Of a user. */
  email: string | null;
}

const made = rowArrays('made', {
  accountId: 'uuid',
  id: 'uuid',
  title: 'text',
  company: 'text',
  startedAt: 'timestamptz',
  durationSeconds: 'integer',
  medium: 'text',
  conversationType: 'text',
  language: 'text',
  departmentId: 'uuid',
  userId: 'uuid',
  participants: 'jsonb',
  partnerCard: 'text',
  importedAs: 'text',
  notices: 'jsonb',
  deflated: 'bytea',
  crc32: 'bigint',
  bytes: 'integer',
  jobLane: 'text',
  jobKind: 'text',
  at: 'timestamptz',
  importKey: 'text',
  fingerprint: 'text',
  again: 'boolean',
});
const eventType = `$${made.count + 1}::text`;
// Keys are taken in their order: two batches never wait for each other. One whose conversation is deleted is free again.
// Workers hear of the jobs with the commit, without a statement more. The events come after all that could wait.
const insert = {
  name: 'insert-conversations',
  text: `with given as materialized (select * from ${made.from}),
    keyed as (
      insert into import_key as held (account_id, key, conversation_id, fingerprint)
      select distinct on (account_id, import_key) account_id, import_key, id, fingerprint from given
      where import_key is not null
      order by account_id, import_key, id
      on conflict (account_id, key) do update set conversation_id = excluded.conversation_id,
        fingerprint = excluded.fingerprint
        where exists (select from conversation c where c.account_id = held.account_id and c.id = held.conversation_id
          and c.deleted_at is not null)
      returning conversation_id),
    made as materialized (
      select * from given where import_key is null or again or id in (select conversation_id from keyed)),
    stored as (
      insert into conversation (account_id, id, status, title, company, started_at, duration_seconds, medium,
        conversation_type, language, department_id, user_id, participants, partner_card, created_at, updated_at,
        imported_as, notices)
      select account_id, id, 'processing', title, company, started_at, duration_seconds, medium, conversation_type,
        language, department_id, user_id, participants, partner_card, at, at, imported_as, notices
      from made
      returning account_id, id),
    words as (
      insert into transcript (account_id, conversation_id, deflated, crc32, bytes)
      select account_id, id, deflated, crc32, bytes from made where deflated is not null),
    queued as (
      insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
      select account_id, gen_random_uuid(), job_lane, job_kind, id, '{}', clock_timestamp(), clock_timestamp()
      from made where job_kind is not null
      returning account_id),
    appended as (
      select from (select array_agg(account_id) as accounts, array_agg(id) as ids from stored
          having ${eventType} is not null and count(*) > 0) new,
        append_events(accounts, array_fill(${eventType}, array[cardinality(ids)]), ids))
    select (select array_agg(id) from stored) as stored, (select count(*) from appended),
      case when exists (select from queued) then ${announcing('jobs')} end`,
};
// Locked, in order: a rename waits for the insertion and then finds the conversation, or it came before.
const lockDepartments = {
  name: 'lock-owning-departments',
  text: `select d.account_id as "accountId", d.id, d.name, null as email
    from unnest($1::uuid[], $2::uuid[]) as wanted (account_id, id)
    join department d on d.account_id = wanted.account_id and d.id = wanted.id
    order by d.account_id, d.id for share of d`,
};
const lockUsers = {
  name: 'lock-owning-users',
  text: `select u.account_id as "accountId", u.id, u.name, u.email
    from unnest($1::uuid[], $2::uuid[]) as wanted (account_id, id)
    join app_user u on u.account_id = wanted.account_id and u.id = wanted.id
    order by u.account_id, u.id for share of u`,
};

export function newRow(
  conversation: NewConversation,
  transcript: PackedTranscript | null,
  how: CardMaking & { analyse: boolean; importKey?: ImportKey | undefined },
): NewRow {
  return { conversation, transcript, ...how, importKey: how.importKey ?? null };
}

/** Whether a department or a user owns one of them: they must then be stored in a transaction. */
export function haveOwners(rows: readonly NewRow[]): boolean {
  return rows.some(({ conversation: c }) => c.departmentId !== null || c.userId !== null);
}

/**
 * Stores conversations as processing, all or none, with transcripts, cards and the jobs that analyse them; except those
 * whose key another one has. Tells which are stored. Where more is to follow in the transaction, `event` is null and the caller
 * appends `conversation.created` at its end.
 */
export async function storeNew(
  db: Db,
  rows: NewRow[],
  event: EventType | null = 'conversation.created',
): Promise<boolean[]> {
  const owners = await lockOwners(db, rows);
  const wanted = rows.map((row) => storedRow(row, ownedCard(row, owners)));
  const answer = await queryOne<{ stored: string[] | null }>(db, insert, [...made.values(wanted), event]);
  const stored = new Set(answer?.stored);
  return rows.map(({ conversation }) => stored.has(conversation.id));
}

function storedRow({ conversation, transcript, analyse, now, importKey }: NewRow, card: object) {
  return {
    accountId: conversation.accountId,
    id: conversation.id,
    title: conversation.title,
    company: conversation.company,
    startedAt: conversation.startedAt,
    durationSeconds: conversation.durationSeconds,
    medium: conversation.medium,
    conversationType: conversation.conversationType,
    language: conversation.language,
    departmentId: conversation.departmentId,
    userId: conversation.userId,
    participants: JSON.stringify(conversation.participants),
    partnerCard: JSON.stringify(card),
    importedAs: conversation.importedAs,
    notices: JSON.stringify(conversation.notices.map(presentNotice)),
    deflated: transcript?.deflated ?? null,
    crc32: transcript?.crc32 ?? null,
    bytes: transcript?.bytes ?? null,
    jobLane: analyse ? jobKinds.analyse.lane : null,
    jobKind: analyse ? ('analyse' satisfies JobKind) : null,
    at: now,
    importKey: importKey?.text ?? null,
    fingerprint: importKey?.fingerprint ?? null,
    again: importKey?.again ?? false,
  };
}

async function lockOwners(db: Db, rows: NewRow[]): Promise<Map<string, Owner>> {
  if (!haveOwners(rows)) return new Map();
  const owned = rows.map(({ conversation }) => conversation);
  const accountIds = owned.map((c) => c.accountId);
  const departments = await queryAll<Owner>(db, lockDepartments, [
    accountIds,
    owned.map((c) => c.departmentId),
  ]);
  const users = await queryAll<Owner>(db, lockUsers, [accountIds, owned.map((c) => c.userId)]);
  return new Map([...departments, ...users].map((owner) => [`${owner.accountId} ${owner.id}`, owner]));
}

/** As lists show it until it is analysed. An owner who does not exist is refused by the insertion. */
function ownedCard({ presentCard, conversation: c }: NewRow, owners: Map<string, Owner>): object {
  const department = owners.get(`${c.accountId} ${c.departmentId}`);
  const user = owners.get(`${c.accountId} ${c.userId}`);
  return presentCard({
    ...c,
    status: 'processing',
    sentiment: null,
    summary: null,
    department: department ? { id: department.id, name: department.name } : null,
    user: user ? { id: user.id, name: user.name, email: user.email ?? '' } : null,
  });
}
