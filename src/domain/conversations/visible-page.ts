import { type Db, queryAll, queryOne } from '../../db/pool.ts';
import type { Conversation } from './conversation.ts';
import type { StoredFailure } from './failure.ts';
import type { StoredNotice } from './notices.ts';
import { joinOwners, shownColumns } from './store.ts';
import { type Viewer, visibilityValues, visibleTo } from './visibility.ts';

/** A conversation as its page shows it. */
export interface VisiblePage extends Conversation {
  language: string;
  importedAs: string | null;
  notices: StoredNotice[];
  failure: StoredFailure | null;
  recordingId: string | null;
  /** Of this row as it is: another one after every change. */
  version: string;
}

/** Decides on what a viewer may do with a conversation. */
export interface Access {
  userId: string | null;
  departmentId: string | null;
  isDeleted: boolean;
}

interface PersonRow {
  id: string;
  name: string;
}

const selectPage = {
  name: 'select-visible-page',
  text: `select ${shownColumns}, c.language, c.imported_as as "importedAs", c.notices, c.failure,
      c.recording_id as "recordingId", c.xmin as version
    from conversation c ${joinOwners}
    where c.account_id = $1 and c.id = $6 and c.deleted_at is null and ${visibleTo('c', 2)}`,
};
const selectAccess = {
  name: 'select-access',
  text: `select c.user_id as "userId", c.department_id as "departmentId", c.deleted_at is not null as "isDeleted"
    from conversation c where c.account_id = $1 and c.id = $6 and ${visibleTo('c', 2)}`,
};
const selectTeams = {
  name: 'select-teams-of-user',
  text: `select t.id, t.name from team_member m join team t on t.account_id = m.account_id and t.id = m.team_id
    where m.account_id = $1 and m.user_id = $2 order by lower(t.name), t.id`,
};
const selectByAddress = {
  name: 'select-users-by-address',
  text: `select id, name, lower(email) as email from app_user
    where account_id = $1 and lower(email) = any($2::text[])`,
};

/** Undefined where there is none that the viewer may see. */
export function findVisiblePage(db: Db, viewer: Viewer, id: string): Promise<VisiblePage | undefined> {
  return queryOne<VisiblePage>(db, selectPage, [viewer.accountId, ...visibilityValues(viewer), id]);
}

/** The same also for deleted ones, which may be brought back. */
export function findAccess(db: Db, viewer: Viewer, id: string): Promise<Access | undefined> {
  return queryOne<Access>(db, selectAccess, [viewer.accountId, ...visibilityValues(viewer), id]);
}

export function findTeamsOf(db: Db, accountId: string, userId: string): Promise<PersonRow[]> {
  return queryAll<PersonRow>(db, selectTeams, [accountId, userId]);
}

/** The account's users by their addresses in lower case. */
export async function findUsersByAddress(
  db: Db,
  accountId: string,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, PersonRow>> {
  const lower = [...new Set(addresses.map((address) => address.toLowerCase()))];
  const rows = await queryAll<PersonRow & { email: string }>(db, selectByAddress, [accountId, lower]);
  return new Map(rows.map(({ id, name, email }) => [email, { id, name }]));
}
