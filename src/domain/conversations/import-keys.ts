import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Db, queryOne } from '../../db/pool.ts';
import type { ConversationStatus } from './conversation.ts';

/** By which a repeated import is known: of an account's conversations that are not deleted, one has it. */
export interface ImportKey {
  text: string;
  /** Stores the conversation even where another one has the key, which then keeps it. */
  again: boolean;
  /** Of content and metadata, where the key was chosen by a program. */
  fingerprint?: string | undefined;
}

/** A conversation that came in before. */
export interface ImportedBefore {
  id: string;
  status: ConversationStatus;
  /** That its key came with. */
  fingerprint: string | null;
}

const select = {
  name: 'select-imported-before',
  text: `select c.id, c.status, k.fingerprint from import_key k
    join conversation c on c.account_id = k.account_id and c.id = k.conversation_id and c.deleted_at is null
    where k.account_id = $1 and k.key = $2`,
};

export function findImportedBefore(
  db: Db,
  accountId: string,
  key: string,
): Promise<ImportedBefore | undefined> {
  return queryOne<ImportedBefore>(db, select, [accountId, key]);
}

/** The key of a file that was given none: its content's. */
export async function contentKey(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return `sha256:${hash.digest('hex')}`;
}
