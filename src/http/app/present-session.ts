import type { components } from '../../../contract/app.types.ts';
import { logoPath } from '../../domain/accounts/logo.ts';
import { findAccount } from '../../domain/accounts/queries.ts';
import type { LiveSession } from '../../domain/sessions/sessions.ts';
import { type Answer, answerOf } from '../api/answer.ts';
import type { Context } from '../context.ts';

type SessionAnswer = components['schemas']['SessionAnswer'];

/** The user and the account, as the app shows them. */
export async function presentSession(
  { pool }: Context,
  { key, user }: LiveSession,
): Promise<Answer<SessionAnswer>> {
  const account = await findAccount(pool, key.accountId);
  if (!account) throw new Error('A session without an account');
  const { id, name, brandName, language, timeZone } = account;
  return answerOf<SessionAnswer>({
    session: {
      user: { id: user.userId, name: user.name, email: user.email, role: user.role },
      account: {
        id,
        name,
        brand_name: brandName,
        // A link to another host is not shown: pages ask none.
        brand_logo_url: logoPath(account),
        language,
        time_zone: timeZone,
      },
    },
  });
}
