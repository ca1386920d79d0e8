import { type Db, inTransaction, type Pool } from '../../db/pool.ts';
import { appendEvent } from '../../events/event-log.ts';
import {
  countTry,
  deleteExpiredUploads,
  deleteUpload,
  insertUpload,
  lockUploadOwner,
  prolongUpload,
  type Settlement,
  selectOwnUploads,
  selectShownUploads,
  selectUpload,
  selectUploadsOfFiles,
  setReceived,
  setReceivedAgain,
  setSettled,
  sumOpenUploads,
} from './queries.ts';
import { type ShownUpload, type Upload, type UploadKey, type UploadWishes, uploadBounds } from './upload.ts';

export type UploadRefusal = { kind: 'refused'; bound: 'bytes' | 'open_uploads' | 'open_bytes' };
export type Opened = { kind: 'opened' } | UploadRefusal;

type NewUpload = Omit<Upload, 'state' | 'createdAt'>;
const expiry = (now: Date): Date => new Date(now.getTime() + uploadBounds.keptForMs);

/** Begins an upload, if its owner has not too much under way. */
export function openUpload(pool: Pool, upload: NewUpload, now: Date): Promise<Opened> {
  return inTransaction(pool, async (tx) => {
    if (upload.bytes > uploadBounds.mostBytes) return refuse('bytes');
    await lockUploadOwner(tx, upload);
    const open = await sumOpenUploads(tx, upload);
    if (open.count >= uploadBounds.mostOpen) return refuse('open_uploads');
    if (open.bytes + upload.bytes > uploadBounds.mostOpenBytes) return refuse('open_bytes');
    await insertUpload(tx, upload, { now, expiresAt: expiry(now) });
    return { kind: 'opened' };
  });
}

const refuse = (bound: UploadRefusal['bound']): UploadRefusal => ({ kind: 'refused', bound });

/** The owner's upload; another person's is not found. */
export function findUpload(db: Db, key: UploadKey): Promise<Upload | undefined> {
  return selectUpload(db, key);
}

/** Of these uploads the person's own. */
export async function ownAmong(
  db: Db,
  owner: Omit<UploadKey, 'id'>,
  ids: readonly string[],
): Promise<readonly string[]> {
  return ids.length === 0 ? [] : selectOwnUploads(db, owner, ids);
}

const mostShown = 300;

/** Newest first. */
export function listUploads(db: Db, owner: Omit<UploadKey, 'id'>): Promise<ShownUpload[]> {
  return selectShownUploads(db, owner, mostShown);
}

/** More of it is coming: it is not given up yet. */
export function keepUploadOpen(db: Db, key: UploadKey, now: Date): Promise<void> {
  return prolongUpload(db, key, expiry(now));
}

/** All of its bytes are here. Said again it changes nothing. */
export function markReceived(db: Db, key: UploadKey, now: Date): Promise<void> {
  return setReceived(db, key, expiry(now));
}

/** Stores the outcome and tells of it, once. Gives false where another process did. */
export function settleUpload(
  pool: Pool,
  key: UploadKey,
  settlement: Settlement,
  now: Date,
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    if (!(await setSettled(tx, key, settlement, expiry(now)))) return false;
    await appendEvent(tx, key.accountId, 'upload.settled', key.id);
    return true;
  });
}

/** A refused one whose file is kept goes through the intake again, with other wishes. */
export function receiveAgain(db: Db, key: UploadKey, wishes: UploadWishes, now: Date): Promise<boolean> {
  return setReceivedAgain(db, key, wishes, expiry(now));
}

/** Counts a try to take it in; undefined where it is settled. */
export function beginTry(db: Db, key: UploadKey): Promise<number | undefined> {
  return countTry(db, key);
}

/** Those of all accounts to which the files belong, and which are not expired. */
export function uploadsOfFiles(db: Db, ids: readonly string[], now: Date): Promise<Upload[]> {
  return selectUploadsOfFiles(db, ids, now);
}

const batch = 500;

/** Forgets those that nobody finished or looked at. Their files go with the next sweep. */
export async function purgeUploads(db: Db, now: Date): Promise<void> {
  for (;;) if ((await deleteExpiredUploads(db, now, batch)) < batch) return;
}

export function forgetUpload(db: Db, key: UploadKey): Promise<void> {
  return deleteUpload(db, key);
}
