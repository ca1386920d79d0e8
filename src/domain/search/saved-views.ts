import { randomUUID } from 'node:crypto';
import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';

export interface SavedView {
  id: string;
  name: string;
  query: string;
}

/** Whose views they are: nobody else sees them. */
export interface ViewOwner {
  accountId: string;
  userId: string;
}

/** `too_many`: a person has no use for more. */
export type SavedViewOutcome =
  | { kind: 'saved'; view: SavedView }
  | { kind: 'taken' | 'not_found' | 'too_many' };

const mostViews = 100;
const select = {
  name: 'select-saved-views',
  text: `select id, name, query from saved_view where account_id = $1 and user_id = $2 order by lower(name), id limit ${mostViews}`,
};
const insert = {
  name: 'insert-saved-view',
  text: `insert into saved_view (account_id, user_id, id, name, query, created_at) values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing returning id, name, query`,
};
const isTaken = `exists (select from saved_view other where other.account_id = $1 and other.user_id = $2
  and lower(other.name) = lower($4) and other.id <> $3)`;
const update = {
  name: 'update-saved-view',
  text: `update saved_view set name = coalesce($4, name), query = coalesce($5, query)
    where account_id = $1 and user_id = $2 and id = $3 and not ${isTaken} returning id, name, query`,
};
const remove = {
  name: 'delete-saved-view',
  text: 'delete from saved_view where account_id = $1 and user_id = $2 and id = $3',
};

export function listSavedViews(db: Db, { accountId, userId }: ViewOwner): Promise<SavedView[]> {
  return queryAll<SavedView>(db, select, [accountId, userId]);
}

export async function addSavedView(
  db: Db,
  owner: ViewOwner,
  { name, query }: Pick<SavedView, 'name' | 'query'>,
  now: Date,
): Promise<SavedViewOutcome> {
  if ((await listSavedViews(db, owner)).length >= mostViews) return { kind: 'too_many' };
  const values = [owner.accountId, owner.userId, randomUUID(), name, query, now];
  const view = await queryOne<SavedView>(db, insert, values);
  return view ? { kind: 'saved', view } : { kind: 'taken' };
}

/** Parts that are not given stay. */
export async function changeSavedView(
  db: Db,
  owner: ViewOwner,
  id: string,
  { name, query }: Partial<Pick<SavedView, 'name' | 'query'>>,
): Promise<SavedViewOutcome> {
  const { accountId, userId } = owner;
  const view = await queryOne<SavedView>(db, update, [accountId, userId, id, name ?? null, query ?? null]);
  if (view) return { kind: 'saved', view };
  const views = await listSavedViews(db, owner);
  return { kind: views.some((one) => one.id === id) ? 'taken' : 'not_found' };
}

export async function deleteSavedView(
  db: Db,
  { accountId, userId }: ViewOwner,
  id: string,
): Promise<boolean> {
  return (await execute(db, remove, [accountId, userId, id])) === 1;
}
