import { type Db, queryAll, queryOne } from '../../db/pool.ts';
import type { ConversationStatus } from './conversation.ts';
import type { Deletion } from './deletion.ts';
import type { StoredFailure } from './failure.ts';
import type { StoredNotice } from './notices.ts';

/** The operator may look at deleted conversations as well, and sees why one failed. */
export const shownStatuses = ['processing', 'completed', 'failed', 'deleted'] as const;
export type ShownStatus = (typeof shownStatuses)[number];

export interface ListedConversation {
  id: string;
  status: ShownStatus;
  title: string;
  startedAt: Date;
  failureCode: string | null;
  deletion: Deletion | null;
}

export interface ListWish {
  accountId: string;
  /** Null: all but the deleted ones. */
  status: ShownStatus | null;
  /** Of those that began then or later. */
  since: Date | null;
}

export interface ConversationDetails extends ListedConversation {
  /** JSON, as card.ts makes it. */
  partnerCard: string;
  language: string;
  importedAs: string | null;
  notices: StoredNotice[];
  failure: StoredFailure | null;
}

interface ListedRow {
  id: string;
  status: ConversationStatus;
  title: string;
  startedAt: Date;
  /** Exact: a Date has milliseconds. */
  started: string;
  failureCode: string | null;
  deletedAt: Date | null;
  eraseAt: Date | null;
}

interface DetailsRow extends ListedRow {
  partnerCard: string;
  language: string;
  importedAs: string | null;
  notices: StoredNotice[];
  failure: StoredFailure | null;
}

const rowsAtOnce = 1_000;
const listedColumns = `id, status, title, started_at as "startedAt", started_at::text as started, failure->>'code' as "failureCode",
  deleted_at as "deletedAt", erase_at as "eraseAt"`;
// The status is looked at afterwards: of a million conversations a page of the few that failed would take too long.
const page = (name: string, condition: string) => ({
  name,
  text: `select ${listedColumns} from conversation
    where account_id = $1 and ${condition} and started_at >= $2 and (started_at, id) < ($3, $4)
    order by started_at desc, id desc limit ${rowsAtOnce}`,
});
const selectPage = page('list-for-operator', 'deleted_at is null');
const selectDeletedPage = page('list-deleted-for-operator', 'deleted_at is not null');
const selectDetails = {
  name: 'select-for-operator',
  text: `select ${listedColumns}, partner_card as "partnerCard", language, imported_as as "importedAs", notices, failure
    from conversation where account_id = $1 and id = $2`,
};
const selectByPrefix = {
  name: 'select-by-id-prefix',
  text: 'select id from conversation where account_id = $1 and id >= $2 and id <= $3 order by id limit $4',
};

const afterAllOthers = { started: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** The account's conversations, newest first, however many there are. */
export async function* conversationsForOperator(db: Db, wish: ListWish): AsyncGenerator<ListedConversation> {
  const { accountId, status, since } = wish;
  const statement = status === 'deleted' ? selectDeletedPage : selectPage;
  let after: { started: string; id: string } = afterAllOthers;
  for (;;) {
    const values = [accountId, since ?? '-infinity', after.started, after.id];
    const rows = await queryAll<ListedRow>(db, statement, values);
    for (const row of rows.map(listed)) if (status === null || row.status === status) yield row;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = last;
  }
}

export async function findForOperator(
  db: Db,
  accountId: string,
  id: string,
): Promise<ConversationDetails | null> {
  const row = await queryOne<DetailsRow>(db, selectDetails, [accountId, id]);
  if (!row) return null;
  const { partnerCard, language, importedAs, notices, failure } = row;
  return { ...listed(row), partnerCard, language, importedAs, notices, failure };
}

/** Up to `limit` ids that begin with these hexadecimal digits, deleted conversations' as well. */
export async function findIdsByPrefix(
  db: Db,
  accountId: string,
  digits: string,
  limit: number,
): Promise<string[]> {
  const bound = (filler: string): string => digits.padEnd(32, filler);
  const values = [accountId, bound('0'), bound('f'), limit];
  return (await queryAll<{ id: string }>(db, selectByPrefix, values)).map(({ id }) => id);
}

function listed(row: ListedRow): ListedConversation {
  const { id, title, startedAt, failureCode, deletedAt, eraseAt } = row;
  const deletion = deletedAt && eraseAt ? { deletedAt, eraseAt } : null;
  const status = deletion ? 'deleted' : row.status;
  return { id, status, title, startedAt, failureCode, deletion };
}
