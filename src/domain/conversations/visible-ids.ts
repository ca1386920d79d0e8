import { type Db, queryAll } from '../../db/pool.ts';
import { type Viewer, visibilityValues, visibleTo } from './visibility.ts';

// Deleted ones too: the viewer hears that they went.
const select = {
  name: 'select-visible-ids',
  text: `select c.id from conversation c where c.account_id = $1 and c.id = any($2::uuid[]) and ${visibleTo('c', 3)}`,
};

/** Of these conversations those that the viewer may hear of, deleted ones among them until they are erased. */
export async function visibleAmong(
  db: Db,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const values = [viewer.accountId, ids, ...visibilityValues(viewer)];
  return new Set((await queryAll<{ id: string }>(db, select, values)).map(({ id }) => id));
}
