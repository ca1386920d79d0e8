import { type Db, queryAll, type Statement } from '../db/pool.ts';
import { inBatches } from '../in-batches.ts';

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
  card: string;
  recording_id: string | null;
  started_us: number;
  /** Of this row as it is: another one after every change. */
  version: string;
}

interface Condition {
  name: string;
  types: string[];
  values: unknown[];
  text(...values: string[]): string;
}

const instant = (us: string): string => `timestamptz 'epoch' + ${us} * interval '1 microsecond'`;
const order = 'order by started_at desc, id desc';

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

/** The conditions as SQL, their values named by `nameOf(n)`, n from 1. */
function whereOf(conditions: Condition[], nameOf: (n: number, type: string) => string): string {
  let n = 0;
  const texts = conditions.map(({ types, text }) => text(...types.map((type) => nameOf(++n, type))));
  return texts.join(' and ');
}

/**
 * The page's rows. One prepared statement for each combination of conditions and limit that is really used: with the limit
 * in its text PostgreSQL keeps one plan that is made for a short page.
 */
export function listConversations(db: Db, page: ListPage): Promise<ListRow[]> {
  const conditions = conditionsOf(page);
  const statement = {
    name: `list-conversations:${formOf(conditions, page.limit)}`,
    text: `select id, card, recording_id, xmin as version,
        (extract(epoch from started_at) * 1000000)::bigint as started_us
      from conversation where ${whereOf(conditions, (n, type) => `$${n}::${type}`)} ${order} limit ${page.limit}`,
  };
  const values = conditions.flatMap((condition) => condition.values);
  return queryAll<ListRow & Record<string, unknown>>(db, statement, values);
}

/** Which rows a page has, and in which state: two equal ones are the same page. */
export function pageVersion(rows: ListRow[]): string {
  return rows.map(({ id, version }) => `${id} ${version}`).join();
}

/** Pages of one form that are looked up together. */
const mostAtOnce = 64;
/** One query is answered while the next is on its way: a round trip takes longer than its work. */
const atOnce = 2;

/** Tells the present version of a page, as pageVersion does, without reading its rows' contents. */
export class PageVersions {
  readonly #db: Db;
  readonly #readers = new Map<string, (conditions: Condition[]) => Promise<string>>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** What is asked for at the same time shares one query, which begins after each of them. */
  read(page: ListPage): Promise<string> {
    const conditions = conditionsOf(page);
    const form = formOf(conditions, page.limit);
    let reader = this.#readers.get(form);
    if (!reader) {
      const statement = versionsStatement(form, conditions, page.limit);
      reader = inBatches(mostAtOnce, (pages) => readVersions(this.#db, statement, pages), {
        atOnce,
      });
      this.#readers.set(form, reader);
    }
    return reader(conditions);
  }
}

/** `pages` by their conditions, all of one form. */
async function readVersions(db: Db, statement: Statement, pages: Condition[][]): Promise<string[]> {
  const values = pages.map((conditions) => conditions.flatMap((condition) => condition.values));
  const columns = values[0]?.map((_, column) => values.map((row) => row[column])) ?? [];
  const rows = await queryAll<{ place: number; version: string }>(db, statement, columns);
  const versions = pages.map(() => '');
  for (const { place, version } of rows) versions[place - 1] = version;
  return versions;
}

function versionsStatement(form: string, conditions: Condition[], limit: number): Statement {
  const types = conditions.flatMap((condition) => condition.types);
  // Sub-selects hide how many pages there are: one plan for any number, instead of planning each time.
  const arrays = types.map((type, i) => `(select $${i + 1}::${type}[])`);
  const names = types.map((_, i) => `value_${i + 1}`);
  return {
    name: `page-versions:${form}`,
    text: `select place::int, version from unnest(${arrays.join(', ')}) with ordinality as wanted (${names.join(', ')}, place)
      cross join lateral (
        select coalesce(string_agg(id::text || ' ' || row_version, ','), '') as version from (
          select id, xmin::text as row_version from conversation
          where ${whereOf(conditions, (n) => `wanted.value_${n}`)} ${order} limit ${limit}) page) versions`,
  };
}
