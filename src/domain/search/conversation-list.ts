import type { Db } from '../../db/pool.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { StoredFailure } from '../conversations/failure.ts';
import { joinOwners, shownColumns } from '../conversations/store.ts';
import { type Viewer, visibilityValues, visibleTo } from '../conversations/visibility.ts';
import { insightMark, topicMark } from './search-entry.ts';
import type { Phrase, SearchQuery } from './search-query.ts';
import { quoted, rankedWeights } from './vector.ts';

/** Null: whatever it is. */
export interface ListFilters {
  from: Date | null;
  /** Exclusive. */
  to: Date | null;
  userId: string | null;
  teamId: string | null;
  departmentId: string | null;
  conversationType: string | null;
  medium: string | null;
  sentiment: string | null;
  status: string | null;
  topic: string | null;
  insightType: string | null;
  /** An e-mail address of somebody who took part, in lower case. */
  participant: string | null;
}

export type Sort = 'newest' | 'oldest' | 'longest' | 'relevance';

/** A row's place in its order: a number that only this order understands, and the id. */
export interface ListPlace {
  place: number;
  id: string;
}

export interface ListWish {
  viewer: Viewer;
  filters: ListFilters;
  search: SearchQuery | null;
  sort: Sort;
  after: ListPlace | null;
  limit: number;
}

export interface ListedConversation extends Conversation {
  place: number;
  hasRecording: boolean;
  failure: StoredFailure | null;
}

/** Of more that are found the newest are ranked. */
const mostRanked = 300;
/** Conversations that have all words of a phrase, the newest ones, which are read for it: two words stand together in few. */
export const mostReadForPhrase = 2_000;
const weights = '{0.1, 0.2, 0.6, 1.0}';

/** The place in each order, and what comes after a place. */
const orders = {
  newest: {
    place: '(extract(epoch from c.started_at) * 1000000)::bigint',
    by: 'c.started_at desc, c.id desc',
    after: (place: string, id: string) => `(c.started_at, c.id) < (${instant(place)}, ${id})`,
  },
  oldest: {
    place: '(extract(epoch from c.started_at) * 1000000)::bigint',
    by: 'c.started_at, c.id',
    after: (place: string, id: string) => `(c.started_at, c.id) > (${instant(place)}, ${id})`,
  },
  longest: {
    place: 'coalesce(c.duration_seconds, -1)::bigint',
    by: 'coalesce(c.duration_seconds, -1) desc, c.id desc',
    after: (place: string, id: string) => `(coalesce(c.duration_seconds, -1), c.id) < (${place}, ${id})`,
  },
};

function instant(us: string): string {
  return `timestamptz 'epoch' + ${us} * interval '1 microsecond'`;
}

/** Values of a statement in the making; `use` gives the parameter that stands for one. */
class Values {
  readonly all: unknown[] = [];

  use(value: unknown, type: string): string {
    return `$${this.all.push(value)}::${type}`;
  }
}

/** Up to `limit` conversations that the viewer may see, that pass the filters and have what is searched for. */
export function listConversations(db: Db, wish: ListWish): Promise<ListedConversation[]> {
  const values = new Values();
  const text = wish.sort === 'relevance' && wish.search ? rankedText(wish, values) : sortedText(wish, values);
  // Without a name: it is planned for the very words, of which some are rare and others in every conversation.
  return db.query<ListedConversation>({ text, values: values.all }).then(({ rows }) => rows);
}

/** Whether there are more conversations with the words than were read for their phrases. */
export async function hasUnreadForPhrases(db: Db, wish: ListWish): Promise<boolean> {
  if (!wish.search?.phrases.length) return false;
  const values = new Values();
  const conditions = conditionsOf(wish, values);
  if (wish.after && wish.sort !== 'relevance') conditions.push(afterOf(wish.sort, wish.after, values));
  const text = `select from conversation c where ${conditions.join(' and ')} offset ${mostReadForPhrase} limit 1`;
  return (await db.query({ text, values: values.all })).rows.length > 0;
}

const columns = `${shownColumns}, c.recording_id is not null as "hasRecording", c.failure`;

function sortedText(wish: ListWish, values: Values): string {
  const sort = wish.sort === 'relevance' ? 'newest' : wish.sort;
  const order = orders[sort];
  const conditions = conditionsOf(wish, values);
  if (wish.after) conditions.push(afterOf(sort, wish.after, values));
  return `select page.place, ${columns}
    from (
      select c.account_id, c.id, ${order.place} as place, row_number() over (order by ${order.by}) as row
      from ${candidates(wish, conditions, values)} order by ${order.by} limit ${wish.limit}) page
    join conversation c on c.account_id = page.account_id and c.id = page.id ${joinOwners}
    order by page.row`;
}

/** Ranked by how much of a conversation is about the words, and where they stand; of equal ones the newer first. */
function rankedText(wish: ListWish, values: Values): string {
  const conditions = conditionsOf(wish, values);
  const query = values.use(wish.search?.document, 'tsquery');
  const place = `(floor(ts_rank('${weights}', ts_filter(tsv, '${rankedWeights}'), ${query}) * 100000)::bigint << 32) + extract(epoch from started_at)::bigint`;
  const after = wish.after
    ? `where (place, id) < (${values.use(wish.after.place, 'bigint')}, ${values.use(wish.after.id, 'uuid')})`
    : '';
  return `with newest as materialized (
      select c.account_id, c.id, c.started_at from ${candidates(wish, conditions, values)}
      order by c.started_at desc, c.id desc limit ${mostRanked}),
    ranked as materialized (
      select newest.account_id, id, ${place} as place from newest
      join search_document d on d.account_id = newest.account_id and d.conversation_id = newest.id),
    page as materialized (select * from ranked ${after} order by place desc, id desc limit ${wish.limit})
    select page.place, ${columns}
    from page join conversation c on c.account_id = page.account_id and c.id = page.id ${joinOwners}
    order by page.place desc, page.id desc`;
}

function conditionsOf({ viewer, filters, search }: ListWish, values: Values): string[] {
  const account = values.use(viewer.accountId, 'uuid');
  const visible = visibleTo('c', values.all.length + 1);
  values.all.push(...visibilityValues(viewer));
  const conditions = [`c.account_id = ${account}`, 'c.deleted_at is null', visible];
  const add = (value: unknown, type: string, text: (parameter: string) => string): void => {
    if (value !== null) conditions.push(text(values.use(value, type)));
  };
  add(filters.from, 'timestamptz', (from) => `c.started_at >= ${from}`);
  add(filters.to, 'timestamptz', (to) => `c.started_at < ${to}`);
  add(filters.userId, 'uuid', (id) => `c.user_id = ${id}`);
  add(filters.departmentId, 'uuid', (id) => `c.department_id = ${id}`);
  add(filters.conversationType, 'text', (type) => `c.conversation_type = ${type}`);
  add(filters.medium, 'text', (medium) => `c.medium = ${medium}`);
  add(filters.sentiment, 'text', (sentiment) => `c.sentiment = ${sentiment}`);
  add(filters.status, 'text', (status) => `c.status = ${status}`);
  add(filters.participant, 'text', (email) => `c.participant_emails ? ${email}`);
  add(
    filters.teamId,
    'uuid',
    (id) =>
      `c.user_id in (select user_id from team_member where account_id = ${account} and team_id = ${id})`,
  );
  const document = [search?.document, ...marksOf(filters).map(quoted)].filter((part) => part !== undefined);
  if (document.length > 0) {
    const found = (query: string): string => `c.id in (select find_search_documents(${account}, ${query}))`;
    add(document.join(' & '), 'tsquery', found);
  }
  return conditions;
}

function marksOf({ topic, insightType }: ListFilters): string[] {
  return [
    ...(topic === null ? [] : [topicMark(topic)]),
    ...(insightType === null ? [] : [insightMark(insightType)]),
  ];
}

/**
 * The conversations that meet the conditions and have the phrases. These are read for one after the other, in the order of the
 * list, until there are enough.
 */
function candidates(wish: ListWish, conditions: readonly string[], values: Values): string {
  const met = `conversation c where ${conditions.join(' and ')}`;
  const phrases = wish.search?.phrases ?? [];
  if (phrases.length === 0) return met;
  const { by } = orders[wish.sort === 'relevance' ? 'newest' : wish.sort];
  const read = `(select c.account_id, c.id, c.started_at, c.duration_seconds from ${met} order by ${by} limit ${mostReadForPhrase}) c`;
  return `${read} where ${phrases.map((phrase) => hasPhrase(phrase, values)).join(' and ')}`;
}

/** In the document where it has all places of the words, else in a sentence. */
function hasPhrase({ text, possible }: Phrase, values: Values): string {
  const query = values.use(text, 'tsquery');
  return `exists (
    select from search_document d
    where d.account_id = c.account_id and d.conversation_id = c.id and d.tsv @@ ${values.use(possible, 'tsquery')}
      and (d.tsv @@ ${query} or exists (
        select from search_sentence s
        where s.account_id = d.account_id and s.conversation_id = d.conversation_id and s.tsv @@ ${query})))`;
}

function afterOf(sort: keyof typeof orders, { place, id }: ListPlace, values: Values): string {
  return orders[sort].after(values.use(place, 'bigint'), values.use(id, 'uuid'));
}
