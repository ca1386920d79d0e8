import { type Db, queryAll } from '../../db/pool.ts';
import { seenBy } from './changes.ts';

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

/** Up to `limit` conversations of an account, newest first, that come after `after` and pass the filters. */
export interface ListPage {
  accountId: string;
  filters: ListFilters;
  after: ListPosition | null;
  limit: number;
}

export interface ListRow {
  id: string;
  partnerCard: string;
  recordingId: string | null;
  startedUs: number;
  /** Of this row as it is: another one after every change. */
  version: string;
  /** The snapshot that the query saw, as in changes.ts. */
  seenBy: string;
}

interface Condition {
  name: string;
  types: string[];
  values: unknown[];
  text(...values: string[]): string;
}

const instant = (us: string): string => `timestamptz 'epoch' + ${us} * interval '1 microsecond'`;

/** The conditions that the page has; the names of all but the first two tell one form of the query from another. */
function conditionsOf({ accountId, filters, after }: ListPage): Condition[] {
  const { fromUs, toUs, departmentId, userId, conversationType } = filters;
  const conditions = [one.accountId(accountId), one.fromUs(fromUs)];
  if (after !== null) conditions.push(comesAfter(after));
  if (toUs !== null) conditions.push(one.toUs(toUs));
  if (departmentId !== null) conditions.push(one.departmentId(departmentId));
  if (userId !== null) conditions.push(one.userId(userId));
  if (conversationType !== null) conditions.push(one.conversationType(conversationType));
  return conditions;
}

function condition(name: string, type: string, text: (value: string) => string) {
  const types = [type];
  return (value: unknown): Condition => ({ name, types, values: [value], text });
}

const one = {
  accountId: condition('accountId', 'uuid', (value) => `account_id = ${value}`),
  fromUs: condition('fromUs', 'bigint', (value) => `started_at >= ${instant(value)}`),
  toUs: condition('toUs', 'bigint', (value) => `started_at < ${instant(value)}`),
  departmentId: condition('departmentId', 'uuid', (value) => `department_id = ${value}`),
  userId: condition('userId', 'uuid', (value) => `user_id = ${value}`),
  conversationType: condition('conversationType', 'text', (value) => `conversation_type = ${value}`),
};

function comesAfter({ startedUs, id }: ListPosition): Condition {
  const text = (us: string, of: string): string => `(started_at, id) < (${instant(us)}, ${of})`;
  return { name: 'after', types: ['bigint', 'uuid'], values: [startedUs, id], text };
}

function formOf(conditions: Condition[], limit: number): string {
  return [limit, ...conditions.slice(2).map(({ name }) => name)].join(':');
}

/** The conditions as SQL, their values as $1 and so on. */
function whereOf(conditions: Condition[]): string {
  let n = 0;
  const texts = conditions.map(({ types, text }) => text(...types.map((type) => `$${++n}::${type}`)));
  return texts.join(' and ');
}

/**
 * The page's rows. Each combination of conditions and limit that is really used has a prepared statement of its
 * own. With the limit in its text, PostgreSQL keeps one plan that is made for a short page.
 */
export function listConversations(db: Db, page: ListPage): Promise<ListRow[]> {
  const conditions = conditionsOf(page);
  const statement = {
    name: `list-conversations:${formOf(conditions, page.limit)}`,
    text: `select id, partner_card as "partnerCard", recording_id as "recordingId", xmin as version, ${seenBy} as "seenBy",
        (extract(epoch from started_at) * 1000000)::bigint as "startedUs"
      from conversation where deleted_at is null and ${whereOf(conditions)}
      order by started_at desc, id desc limit ${page.limit}`,
  };
  const values = conditions.flatMap((condition) => condition.values);
  return queryAll<ListRow>(db, statement, values);
}

/** Which rows a page has, and in which state: two equal ones are the same page. */
export function pageVersion(rows: ListRow[]): string {
  return rows.map(({ id, version }) => `${id} ${version}`).join();
}
