import { type Db, queryAll, queryOne } from '../../db/pool.ts';
import { type Viewer, visibleTo } from '../conversations/visibility.ts';
import { type Figure, valuesOf } from './figures.ts';
import type { Span } from './periods.ts';

/** Conversations in which it was found. */
export interface CountedTopic extends Figure {
  name: string;
}

export interface CountedType extends Figure {
  type: string;
}

export interface Objection {
  id: string;
  title: string;
  insight: string;
  startSeconds: number | null;
}

/** Analyses are read as they lie; of an account with more, those of the newest conversations count. */
const mostConversations = 5_000;
const topicsShown = 5;

/** The viewer's conversations of both periods; the values are those of `valuesOf`. */
const shown = `shown as materialized (
    select c.account_id, c.id, c.user_id, c.title, c.started_at,
      (c.started_at at time zone $7)::date >= $8::date as is_current
    from conversation c
    where c.account_id = $1 and c.deleted_at is null and ${visibleTo('c', 2)}
      and c.started_at >= ($6::date)::timestamp at time zone $7 and (c.started_at at time zone $7)::date <= $9::date
    order by c.started_at desc limit ${mostConversations})`;
const analysed = `from shown join analysis a on a.account_id = shown.account_id and a.conversation_id = shown.id`;
const figures = `count(distinct id) filter (where is_current)::int as now,
  count(distinct id) filter (where not is_current)::int as before`;

// Names stay JSON: one may hold what PostgreSQL's text can not.
const selectTopics = {
  name: 'select-home-topics',
  text: `with ${shown},
    found as (
      select shown.id, shown.is_current, (topic -> 'name')::text as name
      ${analysed} cross join json_array_elements(a.topics::json) topic)
    select min(name) as name, ${figures} from found
    group by lower(name) having bool_or(is_current) order by now desc, lower(name) limit ${topicsShown}`,
};
const selectTypes = {
  name: 'select-home-insight-types',
  text: `with ${shown},
    found as (
      select shown.id, shown.is_current, insight ->> 'type' as type
      ${analysed} cross join json_array_elements(a.insights::json) insight)
    select type, ${figures} from found group by type`,
};
const selectObjections = {
  name: 'select-home-objections',
  text: `with ${shown}
    select shown.id, shown.title, (insight -> 'title')::text as insight,
      (insight #> '{evidence,0,start}')::text as start
    ${analysed} cross join json_array_elements(a.insights::json) insight
    where insight ->> 'type' = 'objection' and shown.is_current
    order by shown.started_at desc, shown.id limit $10`,
};
// How much of a conversation the user spoke whose it is, where a speaker has that name.
const selectTalk = {
  name: 'select-home-talk-ratio',
  text: `with ${shown},
    spoken as (
      select shown.is_current, coalesce((speaker ->> 'talk_ratio')::float, (speaker ->> 'word_share')::float) as ratio
      ${analysed}
      join app_user u on u.account_id = $1 and u.id = shown.user_id
      cross join json_array_elements(a.statistics::json #> '{speakers}') speaker
      where (speaker -> 'speaker_name')::text = to_json(u.name)::text)
    select avg(ratio) filter (where is_current) as now, avg(ratio) filter (where not is_current) as before from spoken`,
};

export async function countTopics(db: Db, viewer: Viewer, span: Span): Promise<CountedTopic[]> {
  const rows = await queryAll<CountedTopic>(db, selectTopics, valuesOf(viewer, span));
  return rows.map((row) => ({ ...row, name: JSON.parse(row.name) }));
}

/** In how many conversations each type of insight was found. */
export function countInsightTypes(db: Db, viewer: Viewer, span: Span): Promise<CountedType[]> {
  return queryAll<CountedType>(db, selectTypes, valuesOf(viewer, span));
}

export async function newestObjections(
  db: Db,
  viewer: Viewer,
  span: Span,
  limit: number,
): Promise<Objection[]> {
  const rows = await queryAll<{ id: string; title: string; insight: string; start: string | null }>(
    db,
    selectObjections,
    [...valuesOf(viewer, span), limit],
  );
  return rows.map(({ id, title, insight, start }) => ({
    id,
    title,
    insight: JSON.parse(insight),
    startSeconds: start === null ? null : JSON.parse(start),
  }));
}

/** Shares from 0 to 1; null where nobody of ours is known among the speakers. */
export async function averageTalk(
  db: Db,
  viewer: Viewer,
  span: Span,
): Promise<{ now: number | null; before: number | null }> {
  const row = await queryOne<{ now: number | null; before: number | null }>(
    db,
    selectTalk,
    valuesOf(viewer, span),
  );
  return row ?? { now: null, before: null };
}
