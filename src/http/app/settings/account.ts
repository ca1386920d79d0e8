import type { components } from '../../../../contract/app.types.ts';
import { type AccountChanges, changeAccount } from '../../../domain/accounts/account-changes.ts';
import { logoPath } from '../../../domain/accounts/logo.ts';
import { type Account, findAccount } from '../../../domain/accounts/queries.ts';
import { type Answer, answerOf } from '../../api/answer.ts';
import type { Context } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';

type Settings = components['schemas']['AccountSettings'];
type Changes = components['schemas']['AccountChanges'];

export const getAccountSettings: Handler<'getAccountSettings'> = async ({ context, caller }) => ({
  answer: await settingsAnswer(context, caller.session.key.accountId),
});

export const changeAccountSettings: Handler<'changeAccountSettings'> = async (call) => {
  const { context, caller, body } = call;
  const { accountId } = caller.session.key;
  if (body.time_zone !== undefined && !isTimeZone(body.time_zone))
    throw new ApiError(
      400,
      "Invalid parameter 'time_zone': must be an IANA time zone such as Europe/Stockholm",
    );
  await changeAccount(context.pool, await requireAccount(context, accountId), changesOf(body), doing(call));
  return { answer: await settingsAnswer(context, accountId) };
};

function changesOf(body: Changes): AccountChanges {
  const domains = body.internal_domains?.map((domain) => domain.toLowerCase());
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.brand_name === undefined ? {} : { brandName: body.brand_name }),
    ...(body.language === undefined ? {} : { language: body.language }),
    ...(body.time_zone === undefined ? {} : { timeZone: body.time_zone }),
    ...(body.webhooks_enabled === undefined ? {} : { webhooksEnabled: body.webhooks_enabled }),
    ...(body.is_open === undefined ? {} : { isOpen: body.is_open }),
    ...(domains === undefined ? {} : { internalDomains: [...new Set(domains)].toSorted() }),
  };
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

async function requireAccount({ pool }: Context, accountId: string): Promise<Account> {
  const account = await findAccount(pool, accountId);
  if (!account) throw new Error('A session without an account');
  return account;
}

export async function settingsAnswer(context: Context, accountId: string): Promise<Answer<Settings>> {
  const account = await requireAccount(context, accountId);
  return answerOf<Settings>({
    id: account.id,
    name: account.name,
    brand_name: account.brandName,
    brand_logo_url: logoPath(account) ?? account.brandLogoUrl,
    has_stored_logo: account.logoHash !== null,
    language: account.language,
    time_zone: account.timeZone,
    internal_domains: account.internalDomains,
    webhooks_enabled: account.webhooksEnabled,
    is_open: account.isOpen,
  });
}
