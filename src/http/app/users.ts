import type { components } from '../../../contract/app.types.ts';
import { findAccountName } from '../../domain/accounts/queries.ts';
import { changeUser as change, type UserChange } from '../../domain/users/change-user.ts';
import { type Invited, invite, inviteAgain } from '../../domain/users/invite.ts';
import { mailLink } from '../../domain/users/link-mail.ts';
import type { MadeLink } from '../../domain/users/links.ts';
import { listAllUsers, readUser, statusOf } from '../../domain/users/list-users.ts';
import { makeResetLink } from '../../domain/users/passwords.ts';
import type { ListedUser } from '../../domain/users/queries.ts';
import type { Changer } from '../../domain/users/user-rules.ts';
import { renameUser } from '../../processing/rename-owners.ts';
import { answerOf } from '../api/answer.ts';
import type { Context } from '../context.ts';
import { ApiError, invalidParameter, notFound } from '../errors.ts';
import { presentCard } from '../partner/present-conversation.ts';
import type { SignedIn } from './caller.ts';
import { doing } from './doing.ts';
import type { Handler } from './handler.ts';

type UserRow = components['schemas']['UserRow'];
type InvitedUser = components['schemas']['InvitedUser'];

export const listUsers: Handler<'listUsers'> = async ({ context, caller }) => {
  const { users, total } = await listAllUsers(context.pool, caller.session.key.accountId);
  return { answer: answerOf({ users: users.map(presentUser), total }) };
};

export const inviteUser: Handler<'inviteUser'> = async (call) => {
  const { context, body } = call;
  const { email, role, department_id: departmentId = null, team_ids: teamIds = [] } = body;
  const name = body.name?.trim() ?? email.slice(0, email.lastIndexOf('@'));
  const wanted = { email, name, role, departmentId, teamIds };
  const invited = await invite(context.pool, accountOf(call), wanted, making(call));
  return { status: 201, answer: answerOf(await told(call, invited, 'invitation')) };
};

export const inviteUserAgain: Handler<'inviteUserAgain'> = async (call) => {
  const invited = await inviteAgain(call.context.pool, accountOf(call), call.parameters.id, making(call));
  if (invited.kind === 'not_found') throw notFound();
  return { status: 201, answer: answerOf(await told(call, invited, 'invitation')) };
};

export const resetUser: Handler<'resetUser'> = async (call) => {
  const { id } = call.parameters;
  const reset = await makeResetLink(call.context.pool, accountOf(call), { id }, making(call));
  if (reset.kind === 'inactive') throw new ApiError(409, 'The user is deactivated. Activate the user first.');
  if (reset.kind === 'owner_only') throw ownersOnly();
  if (reset.kind !== 'made') throw notFound();
  return { status: 201, answer: answerOf(await shown(call, reset, 'reset')) };
};

export const changeUser: Handler<'changeUser'> = async (call) => {
  const { context, parameters, body } = call;
  const [accountId, { id }] = [accountOf(call), parameters];
  const { role, active, department_id: departmentId, name, email } = body;
  const changes = {
    ...(role !== undefined && { role }),
    ...(active !== undefined && { active }),
    ...(departmentId !== undefined && { departmentId }),
  };
  const doings = { ...doing(call), changer: changerOf(call.caller) };
  refuseChange(await change(context.pool, accountId, { user: { id }, changes }, doings));
  if (name !== undefined || email !== undefined) await rename(call, id, { name, email });
  const user = await readUser(context.pool, accountId, id);
  if (!user) throw notFound();
  return { answer: answerOf({ user: presentUser(user) }) };
};

interface UserCall {
  context: Context;
  caller: SignedIn;
  now: Date;
}

const accountOf = ({ caller }: UserCall): string => caller.session.key.accountId;

const changerOf = ({ session }: SignedIn): Changer => ({
  kind: 'user',
  id: session.user.userId,
  role: session.user.role,
});

function making({ context, caller, now }: UserCall) {
  const base = context.publicUrl();
  return { keys: context.keys, base, now, by: doing({ caller, now }).by, changer: changerOf(caller) };
}

const ownersOnly = (): ApiError => new ApiError(403, 'Only an owner may make or change an owner');

const changeRefusals: Readonly<Record<Exclude<UserChange['kind'], 'changed'>, () => ApiError>> = {
  not_found: notFound,
  owner_only: ownersOnly,
  last_owner: () => new ApiError(409, 'This is the last owner who can sign in. Make another owner first.'),
  oneself: () => new ApiError(409, 'You can not deactivate yourself'),
  unknown_department: () => invalidParameter('department_id', 'is no department of the account'),
};

function refuseChange({ kind }: UserChange): void {
  if (kind !== 'changed') throw changeRefusals[kind]();
}

const inviteRefusals: Readonly<Record<Exclude<Invited['kind'], 'invited'>, () => ApiError>> = {
  taken: () => new ApiError(409, 'A user with this address signs in already, or is deactivated'),
  owner_only: ownersOnly,
  unknown_department: changeRefusals.unknown_department,
  unknown_teams: () => invalidParameter('team_ids', 'must be ids of teams of the account'),
};

function told(call: UserCall, invited: Invited, kind: 'invitation' | 'reset'): Promise<InvitedUser> {
  if (invited.kind !== 'invited') throw inviteRefusals[invited.kind]();
  return shown(call, invited, kind);
}

/** The user and the link, which is mailed too where there is a mail server. */
async function shown(
  call: UserCall,
  { userId, link }: { userId: string; link: MadeLink },
  kind: 'invitation' | 'reset',
): Promise<InvitedUser> {
  const { pool, mailer } = call.context;
  const user = await readUser(pool, accountOf(call), userId);
  if (!user) throw notFound();
  const accountName = await findAccountName(pool, accountOf(call));
  const isMailed = await mailLink(mailer, { to: user.email, accountName, kind, link }, call.now);
  const { url, expiresAt } = link;
  return {
    user: presentUser(user),
    link: { url, expires_at: expiresAt.toISOString(), is_mailed: isMailed },
  };
}

async function rename(
  call: UserCall,
  id: string,
  { name, email }: { name: string | undefined; email: string | undefined },
): Promise<void> {
  const user = await readUser(call.context.pool, accountOf(call), id);
  if (!user) throw notFound();
  const change = { ...(name !== undefined && { name: name.trim() }), ...(email !== undefined && { email }) };
  const making = { presentCard, ...doing(call) };
  const kind = await renameUser(call.context.pool, accountOf(call), { email: user.email, change }, making);
  if (kind === 'taken') throw new ApiError(409, 'Another user of the account has this address');
  if (kind === 'not_found') throw notFound();
}

function presentUser(user: ListedUser): UserRow {
  const { id, name, email, role, department, teams, invitedAt, lastSeenAt } = user;
  return {
    id,
    name,
    email,
    role,
    status: statusOf(user),
    department,
    teams,
    invited_at: invitedAt?.toISOString() ?? null,
    last_seen_at: lastSeenAt?.toISOString() ?? null,
  };
}
