import { type Db, execute, queryAll } from '../../db/pool.ts';
import type { ConversationKey } from './conversation.ts';

/** A sentence that a person has corrected, and its words before the first correction. */
export interface Correction {
  sentence: number;
  original: string;
}

const insert = {
  name: 'store-correction',
  text: `insert into transcript_correction
      (account_id, conversation_id, sentence, original, corrected_by, corrected_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (account_id, conversation_id, sentence) do update
      set corrected_by = excluded.corrected_by, corrected_at = excluded.corrected_at`,
};
const remove = {
  name: 'remove-correction-undone',
  text: `delete from transcript_correction
    where account_id = $1 and conversation_id = $2 and sentence = $3 and original = $4`,
};
const select = {
  name: 'select-corrections',
  text: `select t.sentence, t.original from transcript_correction t
    join conversation c on c.account_id = t.account_id and c.id = t.conversation_id and c.deleted_at is null
    where t.account_id = $1 and t.conversation_id = $2 order by t.sentence`,
};

/** Keeps what a sentence was. One that has its first words again is corrected no more. */
export async function storeCorrection(
  tx: Db,
  { accountId, id }: ConversationKey,
  { sentence, before, after }: { sentence: number; before: string; after: string },
  { userId, now }: { userId: string | null; now: Date },
): Promise<void> {
  const key = [accountId, id, sentence];
  await execute(tx, insert, [...key, JSON.stringify(before), userId, now]);
  await execute(tx, remove, [...key, JSON.stringify(after)]);
}

/** In the order of the sentences. */
export async function findCorrections(db: Db, accountId: string, id: string): Promise<Correction[]> {
  const rows = await queryAll<Correction>(db, select, [accountId, id]);
  return rows.map(({ sentence, original }) => ({ sentence, original: JSON.parse(original) }));
}
