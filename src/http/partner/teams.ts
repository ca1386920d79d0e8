import { listTeams as listAccountTeams } from '../../domain/accounts/people.ts';
import { answerOf } from '../api/answer.ts';
import type { Handler } from './handler.ts';
import { presentTeam } from './present-people.ts';

export const listTeams: Handler<'listTeams'> = async ({ context, caller: { token } }) => {
  const teams = await listAccountTeams(context.pool, token.accountId);
  return { answer: answerOf({ teams: teams.map(presentTeam) }) };
};
