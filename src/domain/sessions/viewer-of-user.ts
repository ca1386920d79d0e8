import { type Db, queryOne } from '../../db/pool.ts';
import type { Viewer } from '../conversations/visibility.ts';
import type { SessionUser } from './queries.ts';
import { viewerOf } from './sessions.ts';

const selectUser = {
  name: 'select-user-as-viewer',
  text: `select u.id as "userId", u.name, u.email, u.role, u.department_id as "departmentId", a.is_open as "isOpen",
      array(select distinct other.user_id from team_member mine join team_member other
        on other.account_id = mine.account_id and other.team_id = mine.team_id
        where mine.account_id = u.account_id and mine.user_id = u.id) as "colleagueIds"
    from app_user u join account a on a.id = u.account_id
    where u.account_id = $1 and u.id = $2 and u.active`,
};

/** An active user as one who sees conversations, without a session: for work that goes on in the background. */
export async function findViewer(db: Db, accountId: string, userId: string): Promise<Viewer | null> {
  const user = await queryOne<SessionUser>(db, selectUser, [accountId, userId]);
  return user ? viewerOf(accountId, user) : null;
}
