import type { components } from '../../../contract/partner.types.ts';
import { findAccount } from '../../domain/accounts/queries.ts';
import { answerOf } from './answer.ts';
import type { Handler } from './handler.ts';

type AccountContent = Omit<components['schemas']['AccountResponse'], '_meta'>;

export const getAccount: Handler = async ({ context, token }) => {
  const account = await findAccount(context.pool, token.accountId);
  if (!account) throw new Error(`The token's account ${token.accountId} does not exist`);
  const content: AccountContent = {
    id: account.id,
    name: account.name,
    created_at: account.createdAt.toISOString(),
    updated_at: account.updatedAt.toISOString(),
    brand_name: account.brandName,
    brand_logo_url: account.brandLogoUrl,
  };
  return { answer: answerOf(content) };
};
