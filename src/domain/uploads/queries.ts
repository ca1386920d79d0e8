import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';
import { parked, stepKinds } from '../../jobs/kinds.ts';
import type { StoredNotice } from '../conversations/notices.ts';
import type {
  ShownUpload,
  Upload,
  UploadedConversation,
  UploadFault,
  UploadKey,
  UploadState,
  UploadWishes,
} from './upload.ts';

const columns = `u.account_id as "accountId", u.id, u.user_id as "userId", u.file_name as "fileName", u.bytes, u.wishes,
  u.state, u.created_at as "createdAt"`;

// A person's uploads are counted one after the other.
const lockOwner = {
  name: 'lock-upload-owner',
  text: 'select from app_user where account_id = $1 and id = $2 for no key update',
};
const sumOpen = {
  name: 'sum-open-uploads',
  text: `select count(*)::int as count, coalesce(sum(bytes), 0)::bigint as bytes from upload
    where account_id = $1 and user_id = $2 and state in ('open', 'received')`,
};
const insert = {
  name: 'insert-upload',
  text: `insert into upload (account_id, id, user_id, file_name, bytes, wishes, state, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, 'open', $7, $8)`,
};
const select = {
  name: 'select-upload',
  text: `select ${columns} from upload u where u.account_id = $1 and u.user_id = $2 and u.id = $3`,
};
const selectShown = {
  name: 'select-uploads',
  text: `select ${columns}, u.expires_at as "expiresAt", u.fault, u.notices, c.id as "conversationId", c.title,
      c.status, c.failure, c.notices as "stepNotices", step.kind, step.progress
    from upload u
    left join conversation c on c.account_id = u.account_id and c.id = u.conversation_id and c.deleted_at is null
    left join lateral (
      select kind, progress from job j
      where j.account_id = c.account_id and j.subject_id = c.id and j.kind = any($3) and j.due_at < $4
      order by j.created_at limit 1) step on c.status = 'processing'
    where u.account_id = $1 and u.user_id = $2
    order by u.created_at desc, u.id limit $5`,
};
const prolong = {
  name: 'prolong-upload',
  text: `update upload set expires_at = $4 where account_id = $1 and user_id = $2 and id = $3 and state = 'open'`,
};
const receive = {
  name: 'receive-upload',
  text: `update upload set state = 'received', expires_at = $4
    where account_id = $1 and user_id = $2 and id = $3 and state = 'open'`,
};
const settle = {
  name: 'settle-upload',
  text: `update upload set state = $4, conversation_id = $5, fault = $6, notices = $7, expires_at = $8
    where account_id = $1 and user_id = $2 and id = $3 and state = 'received' returning id`,
};
const beginTry = {
  name: 'begin-upload-try',
  text: `update upload set tries = tries + 1
    where account_id = $1 and user_id = $2 and id = $3 and state = 'received' returning tries`,
};
const reopen = {
  name: 'receive-upload-again',
  text: `update upload set state = 'received', tries = 0, fault = null, wishes = $4, expires_at = $5
    where account_id = $1 and user_id = $2 and id = $3 and state = 'refused' returning id`,
};
const remove = {
  name: 'delete-upload',
  text: 'delete from upload where account_id = $1 and user_id = $2 and id = $3',
};
const selectOwn = {
  name: 'select-own-uploads',
  text: 'select id from upload where account_id = $1 and user_id = $2 and id = any($3::uuid[])',
};
const selectByFiles = {
  name: 'select-uploads-of-files',
  text: `select ${columns} from upload u where u.id = any($1::uuid[]) and u.expires_at > $2`,
};
const deleteExpired = {
  name: 'delete-expired-uploads',
  text: `delete from upload where (account_id, id) in (
    select account_id, id from upload where expires_at <= $1 order by expires_at limit $2)`,
};

export async function lockUploadOwner(tx: Db, { accountId, userId }: Omit<UploadKey, 'id'>): Promise<void> {
  await execute(tx, lockOwner, [accountId, userId]);
}

export async function sumOpenUploads(
  db: Db,
  { accountId, userId }: Omit<UploadKey, 'id'>,
): Promise<{ count: number; bytes: number }> {
  const sum = await queryOne<{ count: number; bytes: number }>(db, sumOpen, [accountId, userId]);
  return sum ?? { count: 0, bytes: 0 };
}

export async function insertUpload(
  tx: Db,
  { accountId, id, userId, fileName, bytes, wishes }: Omit<Upload, 'state' | 'createdAt'>,
  times: { now: Date; expiresAt: Date },
): Promise<void> {
  const values = [accountId, id, userId, fileName, bytes, JSON.stringify(wishes), times.now, times.expiresAt];
  await execute(tx, insert, values);
}

export function selectUpload(db: Db, { accountId, userId, id }: UploadKey): Promise<Upload | undefined> {
  return queryOne<Upload>(db, select, [accountId, userId, id]);
}

interface ShownRow extends Upload {
  expiresAt: Date;
  fault: UploadFault | null;
  notices: StoredNotice[];
  conversationId: string | null;
  title: string;
  status: UploadedConversation['status'];
  failure: UploadFault | null;
  stepNotices: StoredNotice[];
  kind: string | null;
  progress: number | null;
}

export async function selectShownUploads(
  db: Db,
  { accountId, userId }: Omit<UploadKey, 'id'>,
  limit: number,
): Promise<ShownUpload[]> {
  const rows = await queryAll<ShownRow>(db, selectShown, [accountId, userId, stepKinds, parked, limit]);
  return rows.map(
    ({ conversationId, title, status, failure, stepNotices, kind, progress, ...upload }): ShownUpload => ({
      ...upload,
      conversation:
        conversationId === null
          ? null
          : {
              id: conversationId,
              title,
              status,
              failure,
              notices: stepNotices,
              step: kind === null ? null : { kind, progress: progress ?? 0 },
            },
    }),
  );
}

export async function prolongUpload(db: Db, key: UploadKey, expiresAt: Date): Promise<void> {
  await execute(db, prolong, [key.accountId, key.userId, key.id, expiresAt]);
}

export async function setReceived(db: Db, key: UploadKey, expiresAt: Date): Promise<void> {
  await execute(db, receive, [key.accountId, key.userId, key.id, expiresAt]);
}

export interface Settlement {
  state: Exclude<UploadState, 'open' | 'received'>;
  conversationId: string | null;
  fault: UploadFault | null;
  notices: readonly StoredNotice[];
}

/** Tells whether it was still to be settled. */
export async function setSettled(
  tx: Db,
  key: UploadKey,
  settlement: Settlement,
  expiresAt: Date,
): Promise<boolean> {
  const { state, conversationId, fault, notices } = settlement;
  const values = [state, conversationId, fault && JSON.stringify(fault), JSON.stringify(notices), expiresAt];
  return (await queryOne(tx, settle, [key.accountId, key.userId, key.id, ...values])) !== undefined;
}

/** Tells whether it was refused until now. */
export async function setReceivedAgain(
  db: Db,
  key: UploadKey,
  wishes: UploadWishes,
  expiresAt: Date,
): Promise<boolean> {
  const values = [key.accountId, key.userId, key.id, JSON.stringify(wishes), expiresAt];
  return (await queryOne(db, reopen, values)) !== undefined;
}

export async function deleteUpload(db: Db, key: UploadKey): Promise<void> {
  await execute(db, remove, [key.accountId, key.userId, key.id]);
}

/** The number of the try, or undefined where it is settled already. */
export async function countTry(db: Db, key: UploadKey): Promise<number | undefined> {
  return (await queryOne<{ tries: number }>(db, beginTry, [key.accountId, key.userId, key.id]))?.tries;
}

export async function selectOwnUploads(
  db: Db,
  { accountId, userId }: Omit<UploadKey, 'id'>,
  ids: readonly string[],
): Promise<string[]> {
  return (await queryAll<{ id: string }>(db, selectOwn, [accountId, userId, ids])).map(({ id }) => id);
}

/** Of all accounts, for the machine on which their files lie. */
export function selectUploadsOfFiles(db: Db, ids: readonly string[], now: Date): Promise<Upload[]> {
  return queryAll<Upload>(db, selectByFiles, [ids, now]);
}

export async function deleteExpiredUploads(db: Db, now: Date, limit: number): Promise<number> {
  return (await db.query({ ...deleteExpired, values: [now, limit] })).rowCount ?? 0;
}
