import { type Db, queryAll } from '../../db/pool.ts';
import { type Viewer, visibilityValues, visibleTo } from '../conversations/visibility.ts';

export interface NewsItem {
  id: string;
  title: string;
  company: string | null;
  startedAt: Date;
  /** `new`: it came in and is done. */
  kind: 'new' | 'processing' | 'failed' | 'changed';
  at: Date;
  /** Of all items, also those that are not given. */
  all: number;
}

/** Events that are looked at: the log of a busy account is long, and nobody reads more news. */
const mostEvents = 5_000;

// Its status says what became of a conversation; the events say whether it is new and when it moved.
const select = {
  name: 'select-home-news',
  text: `with recent as (
      select subject_id, type, at from event where account_id = $1 order by account_id, sequence desc limit ${mostEvents}),
    moved as (
      select subject_id, max(at) as at, bool_or(type = 'conversation.created') as created,
        bool_or(type = 'conversation.completed') as completed
      from recent where at > $2::timestamptz and type like 'conversation.%' and type <> 'conversation.deleted'
      group by subject_id)
    select c.id, c.title, c.company, c.started_at as "startedAt", moved.at, count(*) over ()::int as "all",
      case when c.status <> 'completed' then c.status when moved.completed then 'new' else 'changed' end as kind
    from moved
    join conversation c on c.account_id = $1 and c.id = moved.subject_id and c.deleted_at is null
    where ${visibleTo('c', 3)}
    order by moved.at desc, c.id desc limit $7`,
};

/** The viewer's conversations to which something happened after a moment, the newest first. */
export function newsSince(
  db: Db,
  viewer: Viewer,
  { since, limit }: { since: Date; limit: number },
): Promise<NewsItem[]> {
  return queryAll<NewsItem>(db, select, [viewer.accountId, since, ...visibilityValues(viewer), limit]);
}
