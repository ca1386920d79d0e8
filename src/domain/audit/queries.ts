import { type Db, queryAll, queryOne } from '../../db/pool.ts';

export interface ChainRow {
  sequence: number;
  entry: string;
  hash: Buffer;
}

export interface ChainHead {
  sequence: number;
  hash: Buffer;
}

const columns = 'sequence, entry, hash';
const selectAfter = {
  name: 'select-audit-after',
  text: `select ${columns} from audit_entry where account_id = $1 and sequence > $2 order by sequence limit $3`,
};
const selectBefore = {
  name: 'select-audit-before',
  text: `select ${columns} from audit_entry
    where account_id = $1 and ($2::bigint is null or sequence < $2)
      and ($3::text is null or entry::json ->> 'action' = $3) and ($4::text is null or entry::json ->> 'subject_id' = $4)
    order by sequence desc limit $5`,
};
const selectHead = {
  name: 'select-audit-head',
  text: 'select last_sequence as sequence, last_hash as hash from audit_head where account_id = $1',
};
// Names as they are now; what is erased or hidden has none.
const selectNames = {
  name: 'select-audit-names',
  text: `select id, name from account where id = $1 and id = any($2)
    union all select id, email from app_user where account_id = $1 and id = any($2)
    union all select id, name from department where account_id = $1 and id = any($2)
    union all select id, name from team where account_id = $1 and id = any($2)
    union all select id, name from conversation_type where account_id = $1 and id = any($2)
    union all select id, 'mt_' || lookup from api_token where account_id = $1 and id = any($2)
    union all select id, url from webhook_subscription where account_id = $1 and id = any($2)
    union all select id, partner_card::json ->> 'title' from conversation
      where account_id = $1 and id = any($2) and deleted_at is null`,
};

/** In the order of the chain, from after a sequence on. */
export function entriesAfter(db: Db, accountId: string, after: number, limit: number): Promise<ChainRow[]> {
  return queryAll<ChainRow>(db, selectAfter, [accountId, after, limit]);
}

export interface AuditFilter {
  before: number | null;
  action: string | null;
  subjectId: string | null;
  limit: number;
}

/** Newest first. */
export function latestEntries(db: Db, accountId: string, filter: AuditFilter): Promise<ChainRow[]> {
  const { before, action, subjectId, limit } = filter;
  return queryAll<ChainRow>(db, selectBefore, [accountId, before, action, subjectId, limit]);
}

/** Undefined for an account in which nothing has been done. */
export function findHead(db: Db, accountId: string): Promise<ChainHead | undefined> {
  return queryOne<ChainHead>(db, selectHead, [accountId]);
}

export async function namesOf(
  db: Db,
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await queryAll<{ id: string; name: string }>(db, selectNames, [accountId, ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
