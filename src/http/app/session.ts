import type { components } from '../../../contract/app.types.ts';
import { logoPath } from '../../domain/accounts/logo.ts';
import { findAccount } from '../../domain/accounts/queries.ts';
import {
  endSession,
  findLiveSession,
  findSession,
  type LiveSession,
  refreshSession as nextTokens,
  signIn,
} from '../../domain/sessions/sessions.ts';
import { type Answer, answerOf } from '../api/answer.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import { setCookies, takeCookiesBack } from './cookies.ts';
import type { Handler, OpenHandler } from './handler.ts';

type SessionAnswer = components['schemas']['SessionAnswer'];

export const getSession: Handler<'getSession'> = async ({ context, caller }) => ({
  answer: await present(context, caller.session),
});

export const createSession: OpenHandler<'createSession'> = async ({ context, caller, body, now }) => {
  const { pool: db, keys } = context;
  const signedIn = await signIn({ db, keys }, { ...body, userAgent: caller.userAgent }, now);
  const session = signedIn && (await findSession(db, signedIn.key, now));
  if (!session) throw new ApiError(401, 'Address and password do not belong together');
  return {
    status: 201,
    answer: await present(context, session),
    headers: { 'set-cookie': setCookies(context, signedIn.tokens) },
  };
};

export const refreshSession: OpenHandler<'refreshSession'> = async ({ context, caller, now }) => {
  const { pool: db, keys } = context;
  const { refresh } = caller.cookies;
  const next = refresh && (await nextTokens({ db, keys }, refresh, now));
  if (!next) throw new ApiError(401, 'Sign in first');
  return { status: 204, headers: { 'set-cookie': setCookies(context, next.tokens) } };
};

export const deleteSession: OpenHandler<'deleteSession'> = async ({ context, caller, now }) => {
  const { pool: db, keys } = context;
  const { access } = caller.cookies;
  const session = access && (await findLiveSession({ db, keys }, access, now));
  if (session) await endSession(db, session.key, now);
  return { status: 204, headers: { 'set-cookie': takeCookiesBack(context) } };
};

async function present({ pool }: Context, { key, user }: LiveSession): Promise<Answer<SessionAnswer>> {
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
