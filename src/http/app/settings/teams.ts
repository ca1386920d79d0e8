import { listTeams as findTeams } from '../../../domain/accounts/people.ts';
import { addTeam as storeTeam } from '../../../domain/accounts/people-changes.ts';
import {
  joinTeam as join,
  leaveTeam as leave,
  deleteTeam as removeTeam,
  renameTeam as rename,
} from '../../../domain/accounts/team-changes.ts';
import { answerOf } from '../../api/answer.ts';
import { notFound } from '../../errors.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { taken } from './taken.ts';

export const listTeams: Handler<'listTeams'> = async ({ context, caller }) => {
  const teams = await findTeams(context.pool, caller.session.key.accountId);
  const shown = teams.map(({ id, name, members }) => ({
    id,
    name,
    members: members.map((member) => ({ id: member.id, name: member.name })),
  }));
  return { answer: answerOf({ teams: shown }) };
};

export const addTeam: Handler<'addTeam'> = async (call) => {
  const id = await storeTeam(
    call.context.pool,
    call.caller.session.key.accountId,
    call.body.name,
    doing(call),
  );
  if (id === null) throw taken('team');
  return { status: 201, answer: answerOf({ id }) };
};

export const renameTeam: Handler<'renameTeam'> = async (call) => {
  const { id } = call.parameters;
  const { name } = call.body;
  const outcome = await rename(
    call.context.pool,
    call.caller.session.key.accountId,
    { id, name },
    doing(call),
  );
  if (outcome === 'not_found') throw notFound();
  if (outcome === 'taken') throw taken('team');
  return { status: 204 };
};

export const deleteTeam: Handler<'deleteTeam'> = async (call) => {
  const { accountId } = call.caller.session.key;
  if (!(await removeTeam(call.context.pool, accountId, call.parameters.id, doing(call)))) throw notFound();
  return { status: 204 };
};

export const joinTeam: Handler<'joinTeam'> = async (call) => {
  const { id: teamId, user_id: userId } = call.parameters;
  const { accountId } = call.caller.session.key;
  if (!(await join(call.context.pool, accountId, { teamId, userId }, doing(call)))) throw notFound();
  return { status: 204 };
};

export const leaveTeam: Handler<'leaveTeam'> = async (call) => {
  const { id: teamId, user_id: userId } = call.parameters;
  const { accountId } = call.caller.session.key;
  if (!(await leave(call.context.pool, accountId, { teamId, userId }, doing(call)))) throw notFound();
  return { status: 204 };
};
