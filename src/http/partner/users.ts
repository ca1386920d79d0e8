import { listUsers as listAllUsers } from '../../domain/accounts/people.ts';
import { answerOf } from '../api/answer.ts';
import type { Handler } from './handler.ts';
import { presentUser } from './present-people.ts';

export const listUsers: Handler<'listUsers'> = async ({ context, caller: { token } }) => {
  const users = await listAllUsers(context.pool, token.accountId);
  return { answer: answerOf({ users: users.filter((user) => user.active).map(presentUser) }) };
};
