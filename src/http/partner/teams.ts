import type { components } from '../../../contract/partner.types.ts';
import { listTeams as listAccountTeams, type Team } from '../../domain/accounts/people.ts';
import { answerOf } from './answer.ts';
import type { Handler } from './handler.ts';
import { presentUser } from './users.ts';

export const listTeams: Handler = async ({ context, token }) => {
  const teams = await listAccountTeams(context.pool, token.accountId);
  return { answer: answerOf({ teams: teams.map(presentTeam) }) };
};

function presentTeam({ id, name, members }: Team): components['schemas']['Team'] {
  return { id, name, members: members.map(presentUser) };
}
