import { type Db, queryAll } from '../../db/pool.ts';
import { type Viewer, visibilityValues, visibleTo } from '../conversations/visibility.ts';

const newest = 500;
const mostTopics = 100;
// JSON that the program wrote; none where a text was not analysed.
const select = {
  name: 'select-visible-topics',
  text: `select min(topic->>'name') as name, count(distinct newest.id)::int as conversations
    from (
      select c.account_id, c.id from conversation c
      where c.account_id = $1 and c.deleted_at is null and c.status = 'completed' and ${visibleTo('c', 2)}
      order by c.started_at desc, c.id desc limit ${newest}) newest
    join analysis a on a.account_id = newest.account_id and a.conversation_id = newest.id,
      json_array_elements(a.topics::json) topic
    group by lower(topic->>'name') order by 2 desc, 1 limit ${mostTopics}`,
};

export interface TopicCount {
  name: string;
  conversations: number;
}

/** The topics of the newest conversations that the viewer may see, the most frequent first. */
export function visibleTopics(db: Db, viewer: Viewer): Promise<TopicCount[]> {
  return queryAll<TopicCount>(db, select, [viewer.accountId, ...visibilityValues(viewer)]);
}
