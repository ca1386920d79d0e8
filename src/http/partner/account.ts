import { findAccount } from '../../domain/accounts/queries.ts';
import { answerOf } from '../api/answer.ts';
import type { Handler } from './handler.ts';
import { presentAccount } from './present-people.ts';

export const getAccount: Handler<'getAccount'> = async ({ context, caller: { token } }) => {
  const account = await findAccount(context.pool, token.accountId);
  if (!account) throw new Error(`The token's account ${token.accountId} does not exist`);
  return { answer: answerOf(presentAccount(account, context.publicUrl())) };
};
