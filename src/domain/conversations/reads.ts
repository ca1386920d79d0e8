import { inBatches } from '../../db/in-batches.ts';
import { type Db, queryAll } from '../../db/pool.ts';
import { ConversationChanges } from './changes.ts';
import type { ConversationKey } from './conversation.ts';
import type { StoredNotice } from './notices.ts';
import type { ConversationRow } from './store.ts';

export type ReadRow = Pick<ConversationRow, 'id' | 'status' | 'partnerCard' | 'recordingId' | 'summary'> & {
  importedAs: string | null;
  notices: StoredNotice[];
  /** Of this row as it is: another one after every change. */
  version: string;
};

// Sub-selects hide how many keys there are: one plan for any number, instead of planning each time.
const wantedKeys =
  'unnest((select $1::uuid[]), (select $2::uuid[])) with ordinality as wanted (account_id, id, place)';
const selectConversations = {
  name: 'select-conversations',
  text: `select wanted.place::int, c.id, c.status, c.partner_card as "partnerCard", c.recording_id as "recordingId", c.summary,
      c.imported_as as "importedAs", c.notices, c.xmin as version
    from ${wantedKeys}
    join conversation c on c.account_id = wanted.account_id and c.id = wanted.id and c.deleted_at is null`,
};
const selectTranscriptVersions = {
  name: 'select-transcript-versions',
  text: `select wanted.place::int, t.xmin as version
    from ${wantedKeys}
    join transcript t on t.account_id = wanted.account_id and t.conversation_id = wanted.id
    join conversation c on c.account_id = wanted.account_id and c.id = wanted.id and c.deleted_at is null`,
};

/** Keys that are looked up together. */
const mostAtOnce = 64;

/**
 * Reads of conversations that API requests repeat. Those that are asked for at the same time share a query, which
 * begins after each of them. So an answer shows all that was committed before its request.
 */
export class ConversationReads {
  readonly changes: ConversationChanges;
  readonly #find: (key: ConversationKey) => Promise<{ row: ReadRow | null }>;
  readonly #transcriptVersion: (key: ConversationKey) => Promise<{ row: { version: string } | null }>;

  constructor(db: Db) {
    this.changes = new ConversationChanges(db);
    this.#find = inBatches(mostAtOnce, (keys) => lookUp<ReadRow>(db, selectConversations, keys));
    this.#transcriptVersion = inBatches(mostAtOnce, (keys) =>
      lookUp<{ version: string }>(db, selectTranscriptVersions, keys),
    );
  }

  async find(accountId: string, id: string): Promise<ReadRow | null> {
    return (await this.#find({ accountId, id })).row;
  }

  /** Of the stored transcript: another one after every change, null where there is none. */
  async transcriptVersion(accountId: string, id: string): Promise<string | null> {
    return (await this.#transcriptVersion({ accountId, id })).row?.version ?? null;
  }
}

async function lookUp<Row extends object>(
  db: Db,
  statement: { name: string; text: string },
  keys: ConversationKey[],
): Promise<{ row: Row | null }[]> {
  const values = [keys.map(({ accountId }) => accountId), keys.map(({ id }) => id)];
  const found = new Map<number, Row>();
  for (const row of await queryAll<Row & { place: number }>(db, statement, values)) found.set(row.place, row);
  return keys.map((_, i) => ({ row: found.get(i + 1) ?? null }));
}
