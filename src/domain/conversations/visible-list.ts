import { type Db, queryAll } from '../../db/pool.ts';
import type { Conversation } from './conversation.ts';
import type { ListPosition } from './list-query.ts';
import { joinOwners, shownColumns } from './store.ts';
import { type Viewer, visibilityValues, visibleTo } from './visibility.ts';

export interface VisibleConversation extends Conversation {
  hasRecording: boolean;
  startedUs: number;
}

const columns = `${shownColumns}, c.recording_id is not null as "hasRecording",
  (extract(epoch from c.started_at) * 1000000)::bigint as "startedUs"`;
const selectNewest = {
  name: 'select-visible-conversations',
  text: `select ${columns} from conversation c ${joinOwners}
    where c.account_id = $1 and c.deleted_at is null and ${visibleTo('c', 2)}
    order by c.started_at desc, c.id desc limit $6`,
};
const selectAfter = {
  name: 'select-visible-conversations-after',
  text: `select ${columns} from conversation c ${joinOwners}
    where c.account_id = $1 and c.deleted_at is null and ${visibleTo('c', 2)}
      and (c.started_at, c.id) < (timestamptz 'epoch' + $7::bigint * interval '1 microsecond', $8::uuid)
    order by c.started_at desc, c.id desc limit $6`,
};

/** Newest first, those that come after `after`. */
export function listVisible(
  db: Db,
  viewer: Viewer,
  { after, limit }: { after: ListPosition | null; limit: number },
): Promise<VisibleConversation[]> {
  const values = [viewer.accountId, ...visibilityValues(viewer), limit];
  if (!after) return queryAll<VisibleConversation>(db, selectNewest, values);
  return queryAll<VisibleConversation>(db, selectAfter, [...values, after.startedUs, after.id]);
}
