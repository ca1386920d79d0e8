import type { components } from '../../../contract/partner.types.ts';
import { listUsers as listAllUsers, type User } from '../../domain/accounts/people.ts';
import { answerOf } from './answer.ts';
import type { Handler } from './handler.ts';

export const listUsers: Handler = async ({ context, token }) => {
  const users = await listAllUsers(context.pool, token.accountId);
  return { answer: answerOf({ users: users.filter((user) => user.active).map(presentUser) }) };
};

export function presentUser({ id, name, email }: User): components['schemas']['User'] {
  return { id, name, email };
}
