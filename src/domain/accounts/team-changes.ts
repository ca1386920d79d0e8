import { type Db, execute, inTransaction, type Pool, queryOne } from '../../db/pool.ts';
import { type AuditAction, appendAudit, audited, type Doing } from '../audit/audit-log.ts';

// As the app does it, by ids. The commands go by names: people-changes.ts.
const lockNames = { name: 'lock-team-names', text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))' };
const updateTeamName = {
  name: 'rename-team',
  text: `update team set name = $3 where account_id = $1 and id = $2 and not exists (
      select from team other where other.account_id = $1 and lower(other.name) = lower($3) and other.id <> $2)
    returning id`,
};
const selectTeam = { name: 'select-team', text: 'select id from team where account_id = $1 and id = $2' };
const deleteMembers = {
  name: 'delete-team-members',
  text: 'delete from team_member where account_id = $1 and team_id = $2',
};
const deleteTeamRow = {
  name: 'delete-team',
  text: audited('delete from team where account_id = $1 and id = $2 returning id', 3),
};
const insertMember = {
  name: 'insert-team-member-by-id',
  text: memberChange(`insert into team_member (account_id, team_id, user_id)
    select $1, t.id, u.id from team t, app_user u
    where t.account_id = $1 and t.id = $2 and u.account_id = $1 and u.id = $3
    on conflict do nothing returning team_id, user_id`),
};
const deleteMember = {
  name: 'delete-team-member-by-id',
  text: memberChange(`delete from team_member where account_id = $1 and team_id = $2 and user_id = $3
    returning team_id, user_id`),
};
const selectMember = {
  name: 'select-team-and-user',
  text: `select exists (select from team_member m where m.account_id = $1 and m.team_id = $2 and m.user_id = $3) as "isMember"
    from team t, app_user u where t.account_id = $1 and t.id = $2 and u.account_id = $1 and u.id = $3`,
};

function memberChange(change: string): string {
  return `with changed as (${change})
    select append_audit($1, $5::jsonb, $4, team_id, json_build_object('user_id', user_id)::jsonb) from changed`;
}

export function renameTeam(
  pool: Pool,
  accountId: string,
  { id, name }: { id: string; name: string },
  { by }: Doing,
): Promise<'renamed' | 'taken' | 'not_found'> {
  return inTransaction(pool, async (tx) => {
    await execute(tx, lockNames, [`team ${accountId}`]);
    if (!(await queryOne(tx, selectTeam, [accountId, id]))) return 'not_found';
    if (!(await queryOne(tx, updateTeamName, [accountId, id, name]))) return 'taken';
    await appendAudit(tx, accountId, { by, action: 'team.renamed', subjectId: id });
    return 'renamed';
  });
}

/** False where there is no such team. Its members stay users. */
export function deleteTeam(pool: Pool, accountId: string, id: string, { by }: Doing): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    await execute(tx, deleteMembers, [accountId, id]);
    const action: AuditAction = 'team.deleted';
    return (await queryOne(tx, deleteTeamRow, [accountId, id, action, by])) !== undefined;
  });
}

/** A user who joins or leaves a team. */
export interface Member {
  teamId: string;
  userId: string;
}

/** False where the team or the user does not exist. A member stays one. */
export async function joinTeam(db: Db, accountId: string, member: Member, { by }: Doing): Promise<boolean> {
  const action: AuditAction = 'team.member_added';
  await execute(db, insertMember, [accountId, member.teamId, member.userId, action, by]);
  return (await findMembership(db, accountId, member)) === true;
}

/** False where the team or the user does not exist. */
export async function leaveTeam(db: Db, accountId: string, member: Member, { by }: Doing): Promise<boolean> {
  const action: AuditAction = 'team.member_removed';
  await execute(db, deleteMember, [accountId, member.teamId, member.userId, action, by]);
  return (await findMembership(db, accountId, member)) !== undefined;
}

async function findMembership(
  db: Db,
  accountId: string,
  { teamId, userId }: Member,
): Promise<boolean | undefined> {
  return (await queryOne<{ isMember: boolean }>(db, selectMember, [accountId, teamId, userId]))?.isMember;
}
