import { type Db, queryAll } from '../../db/pool.ts';
import { actionItems, findTicks } from '../conversations/action-items.ts';
import type { StoredInsight } from '../conversations/analysis-store.ts';
import { type Viewer, visibilityValues, visibleTo } from '../conversations/visibility.ts';

export interface OpenItem {
  conversation: { id: string; title: string };
  insight: StoredInsight;
}

interface Row {
  id: string;
  title: string;
  isOwn: boolean;
  insights: string;
}

/** Older promises are kept or forgotten. */
const mostConversations = 200;

const select = {
  name: 'select-conversations-with-own-items',
  text: `select c.id, c.title, c.user_id is not distinct from $6::uuid as "isOwn", a.insights
    from conversation c
    join analysis a on a.account_id = c.account_id and a.conversation_id = c.id and a.insights is not null
    where c.account_id = $1 and c.deleted_at is null and ${visibleTo('c', 2)}
      and (c.user_id = $6::uuid or c.participant_emails ? $5::text)
    order by c.started_at desc, c.id desc limit ${mostConversations}`,
};

/** Action items that are open and the viewer's own, those of the newest conversations first. */
export async function openItems(db: Db, viewer: Viewer, name: string): Promise<OpenItem[]> {
  const { accountId, userId } = viewer;
  const rows = await queryAll<Row>(db, select, [accountId, ...visibilityValues(viewer), userId]);
  const ticks = await findTicks(
    db,
    accountId,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, title, isOwn, insights }) =>
    actionItems(JSON.parse(insights), ticks.get(id))
      .filter(({ insight, doneAt }) => doneAt === null && isFor(insight.owner ?? null, name, isOwn))
      .map(({ insight }) => ({ conversation: { id, title }, insight })),
  );
}

/** Whether an item that names somebody, or nobody, is this person's. Speakers are often called by the first name alone. */
export function isFor(owner: string | null, name: string, isOwnConversation: boolean): boolean {
  if (owner === null) return isOwnConversation;
  const [named, own] = [owner, name].map((text) => text.trim().toLowerCase());
  return named === own || named === own?.split(/\s/u, 1)[0];
}
