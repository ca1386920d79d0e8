import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';

/** Since when a conversation is hidden, and from when on nothing brings it back. Null where it is not deleted. */
export interface Deletion {
  deletedAt: Date;
  eraseAt: Date;
}

interface DeletionRow {
  deletedAt: Date | null;
  eraseAt: Date | null;
}

const select = {
  name: 'select-deletion',
  text: 'select deleted_at as "deletedAt", erase_at as "eraseAt" from conversation where account_id = $1 and id = $2',
};
const selectLocked = { name: 'lock-deletion', text: `${select.text} for update` };
// Waits for whoever deletes or erases one, and for nobody who changes it otherwise.
const hold = {
  name: 'hold-from-deletion',
  text: `select id, deleted_at is not null as deleted from conversation
    where account_id = $1 and id = any($2) order by id for key share`,
};
const mark = {
  name: 'mark-conversation-deleted',
  text: 'update conversation set deleted_at = $3, erase_at = $4 where account_id = $1 and id = $2',
};
const beginErasing = {
  name: 'begin-erasing-conversation',
  text: `update conversation set erase_at = deleted_at
    where account_id = $1 and id = $2 and deleted_at is not null and erase_at <= $3`,
};
const selectRecordings = {
  name: 'select-recordings-to-erase',
  text: 'select id, extension from recording where account_id = $1 and conversation_id = $2',
};
const deletions = [
  {
    name: 'erase-search',
    text: 'select unindex_conversation($1, $2)',
  },
  {
    name: 'erase-transcript',
    text: 'delete from transcript where account_id = $1 and conversation_id = $2',
  },
  {
    name: 'erase-analysis',
    text: 'delete from analysis where account_id = $1 and conversation_id = $2',
  },
  {
    name: 'erase-corrections',
    text: 'delete from transcript_correction where account_id = $1 and conversation_id = $2',
  },
  {
    name: 'erase-action-item-ticks',
    text: 'delete from action_item_tick where account_id = $1 and conversation_id = $2',
  },
  {
    name: 'erase-recognition',
    text: 'delete from recognition where account_id = $1 and conversation_id = $2',
  },
  {
    name: 'erase-recordings',
    text: 'delete from recording where account_id = $1 and conversation_id = $2',
  },
  {
    name: 'erase-import-key',
    text: 'delete from import_key where account_id = $1 and conversation_id = $2',
  },
  {
    name: 'erase-conversation',
    text: 'delete from conversation where account_id = $1 and id = $2 and erase_at = deleted_at',
  },
];

/** Undefined where there is no such conversation. */
export async function findDeletion(
  db: Db,
  accountId: string,
  id: string,
): Promise<Deletion | null | undefined> {
  return deletionOf(await queryOne<DeletionRow>(db, select, [accountId, id]));
}

/** The same, and nobody else changes the conversation until the transaction ends. */
export async function lockDeletion(
  tx: Db,
  accountId: string,
  id: string,
): Promise<Deletion | null | undefined> {
  return deletionOf(await queryOne<DeletionRow>(tx, selectLocked, [accountId, id]));
}

/** By id whether it is deleted; an erased one is not there. None is deleted or erased until the transaction ends. */
export async function holdFromDeletion(
  tx: Db,
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const rows = await queryAll<{ id: string; deleted: boolean }>(tx, hold, [accountId, ids]);
  return new Map(rows.map(({ id, deleted }) => [id, deleted]));
}

export async function setDeletion(
  tx: Db,
  accountId: string,
  id: string,
  deletion: Deletion | null,
): Promise<void> {
  await execute(tx, mark, [accountId, id, deletion?.deletedAt ?? null, deletion?.eraseAt ?? null]);
}

/** From here on the conversation can not be brought back; false where it may not be erased, or not yet. */
export async function setErasing(db: Db, accountId: string, id: string, now: Date): Promise<boolean> {
  return (await execute(db, beginErasing, [accountId, id, now])) === 1;
}

/** The recordings of a deleted conversation, as recordingKey takes them. */
export function recordingsToErase(
  db: Db,
  accountId: string,
  id: string,
): Promise<{ id: string; extension: string }[]> {
  return queryAll<{ id: string; extension: string }>(db, selectRecordings, [accountId, id]);
}

/** Removes the rows of a conversation whose erasing has begun. */
export async function eraseRows(tx: Db, accountId: string, id: string): Promise<void> {
  for (const statement of deletions) await execute(tx, statement, [accountId, id]);
}

function deletionOf(row: DeletionRow | undefined): Deletion | null | undefined {
  if (!row) return undefined;
  const { deletedAt, eraseAt } = row;
  return deletedAt && eraseAt ? { deletedAt, eraseAt } : null;
}
