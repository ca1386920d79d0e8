import { listConversationTypes } from '../../../domain/accounts/conversation-types.ts';
import { listDepartments, listTeams, listUsers } from '../../../domain/accounts/people.ts';
import { answerOf } from '../../api/answer.ts';
import type { Handler } from '../handler.ts';

export const getDirectory: Handler<'getDirectory'> = async ({ context: { pool }, caller }) => {
  const { accountId } = caller.session.key;
  const [users, teams, departments, types] = await Promise.all([
    listUsers(pool, accountId),
    listTeams(pool, accountId),
    listDepartments(pool, accountId),
    listConversationTypes(pool, accountId),
  ]);
  return {
    answer: answerOf({
      users,
      teams: teams.map(({ id, name }) => ({ id, name })),
      departments,
      conversation_types: types,
    }),
  };
};
