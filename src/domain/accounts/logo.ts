import { createHash } from 'node:crypto';
import { type Db, execute, inTransaction, type Pool, queryOne } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';

export const mostLogoBytes = 256 * 1024;

export interface Logo {
  mediaType: string;
  bytes: Buffer;
}

const upsertLogo = {
  name: 'upsert-account-logo',
  text: `insert into account_logo (account_id, media_type, bytes) values ($1, $2, $3)
    on conflict (account_id) do update set media_type = excluded.media_type, bytes = excluded.bytes`,
};
const updateHash = {
  name: 'update-account-logo-hash',
  text: 'update account set logo_hash = $2, brand_logo_url = null, updated_at = $3 where id = $1',
};
const deleteLogoRow = { name: 'delete-account-logo', text: 'delete from account_logo where account_id = $1' };
const selectLogo = {
  name: 'select-account-logo',
  text: `select l.media_type as "mediaType", l.bytes from account_logo l join account a on a.id = l.account_id
    where l.account_id = $1 and a.logo_hash = $2`,
};

/** The picture's media type by its first bytes; null for all but PNG, JPEG and WebP. Nothing in those can run. */
export function pictureType(bytes: Buffer): string | null {
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'image/jpeg';
  const isWebp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? 'image/webp' : null;
}

/** Null takes the logo away, a link to one too. */
export function setLogo(pool: Pool, accountId: string, logo: Logo | null, { by, now }: Doing): Promise<void> {
  return inTransaction(pool, async (tx) => {
    if (logo) await execute(tx, upsertLogo, [accountId, logo.mediaType, logo.bytes]);
    else await execute(tx, deleteLogoRow, [accountId]);
    await execute(tx, updateHash, [accountId, logo && hashOf(logo.bytes), now]);
    const details = { changed: ['brandLogo'] };
    await appendAudit(tx, accountId, { by, action: 'account.changed', subjectId: accountId, details });
  });
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
}

/** The logo as it was when it had this hash; undefined where it is another one now. */
export function findLogo(db: Db, accountId: string, hash: string): Promise<Logo | undefined> {
  return queryOne<Logo>(db, selectLogo, [accountId, hash]);
}

/** Below the server's address. */
export function logoPath({ id, logoHash }: { id: string; logoHash: string | null }): string | null {
  return logoHash === null ? null : `/brand/${id}/${logoHash}`;
}
