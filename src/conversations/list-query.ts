import { type Db, queryAll, type Statement } from '../db/pool.ts';

/** A place in the newest-first order, at the database's precision. */
export interface ListPosition {
  startedUs: number;
  id: string;
}

export interface ListFilters {
  /** Both bounds as microseconds since 1970; `toUs` is exclusive. */
  fromUs: number;
  toUs: number | null;
  departmentId: string | null;
  userId: string | null;
  conversationType: string | null;
}

export interface ListRow {
  id: string;
  card: string;
  recording_id: string | null;
  started_us: number;
  /** Of this row as it is: another one after every change. */
  version: string;
}

const instant = (n: number): string => `timestamptz 'epoch' + $${n}::bigint * interval '1 microsecond'`;

const conditions = {
  after: (n: number) => `(started_at, id) < (${instant(n)}, $${n + 1}::uuid)`,
  toUs: (n: number) => `started_at < ${instant(n)}`,
  departmentId: (n: number) => `department_id = $${n}`,
  userId: (n: number) => `user_id = $${n}`,
  conversationType: (n: number) => `conversation_type = $${n}`,
};

/** Up to `limit` conversations, newest first, that come after `after` and pass the filters. */
export function listConversations(
  db: Db,
  accountId: string,
  filters: ListFilters,
  page: { after: ListPosition | null; limit: number },
): Promise<ListRow[]> {
  const given = {
    after: page.after && [page.after.startedUs, page.after.id],
    toUs: filters.toUs === null ? null : [filters.toUs],
    departmentId: filters.departmentId && [filters.departmentId],
    userId: filters.userId && [filters.userId],
    conversationType: filters.conversationType && [filters.conversationType],
  };
  const values: unknown[] = [accountId, filters.fromUs];
  const where: string[] = ['account_id = $1', `started_at >= ${instant(2)}`];
  const names: string[] = [];
  for (const [name, condition] of Object.entries(conditions)) {
    const own = Object.entries(given).find(([key]) => key === name)?.[1];
    if (!own) continue;
    where.push(condition(values.length + 1));
    values.push(...own);
    names.push(name);
  }
  return queryAll<ListRow & Record<string, unknown>>(db, statement(names, where, page.limit), values);
}

/**
 * One prepared statement for each combination of conditions and limit that is really used: with the limit in its text
 * PostgreSQL keeps one plan that is made for a short page.
 */
function statement(names: string[], where: string[], limit: number): Statement {
  return {
    name: ['list-conversations', limit, ...names].join(':'),
    text: `select id, card, recording_id, xmin as version,
        (extract(epoch from started_at) * 1000000)::bigint as started_us
      from conversation where ${where.join(' and ')} order by started_at desc, id desc limit ${limit}`,
  };
}
