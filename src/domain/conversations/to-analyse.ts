import { type Db, queryAll } from '../../db/pool.ts';
import type { Conversation } from './conversation.ts';
import { joinOwners, shownColumns } from './store.ts';

/** A conversation as it was when its analysis began. */
export interface ToAnalyse {
  conversation: Conversation;
  language: string;
  deflated: Buffer | null;
  bytes: number | null;
  /** Of its row: another one after every change. */
  version: string;
}

type ToAnalyseRow = Conversation & Omit<ToAnalyse, 'conversation'> & { accountId: string };

const select = {
  name: 'select-conversations-to-analyse',
  text: `select ${shownColumns}, c.account_id as "accountId", c.language, c.xmin::text as version, t.deflated, t.bytes
    from unnest($1::uuid[], $2::uuid[]) as wanted (account_id, id)
    join conversation c on c.account_id = wanted.account_id and c.id = wanted.id and c.deleted_at is null
    left join transcript t on t.account_id = c.account_id and t.conversation_id = c.id
    ${joinOwners}`,
};
/** In the order of the keys; an Error for one whose conversation is not there. */
export async function readToAnalyse(
  db: Db,
  keys: { accountId: string; subjectId: string }[],
): Promise<(ToAnalyse | Error)[]> {
  const values = [keys.map((key) => key.accountId), keys.map((key) => key.subjectId)];
  const rows = await queryAll<ToAnalyseRow>(db, select, values);
  const byKey = new Map(rows.map((row) => [`${row.accountId} ${row.id}`, row]));
  return keys.map(({ accountId, subjectId }) => {
    const row = byKey.get(`${accountId} ${subjectId}`);
    if (!row) return new Error(`No conversation ${subjectId} to analyse`);
    const { language, deflated, bytes, version, ...conversation } = row;
    return { conversation, language, deflated, bytes, version };
  });
}
