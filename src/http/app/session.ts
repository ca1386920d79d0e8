import { signOut } from '../../domain/sessions/own-sessions.ts';
import { refreshSession as nextTokens } from '../../domain/sessions/sessions.ts';
import { signIn } from '../../domain/sessions/sign-in.ts';
import { answerOf } from '../api/answer.ts';
import { ApiError } from '../errors.ts';
import { setCookies, takeCookiesBack } from './cookies.ts';
import { entered, originOf, tooManyTries } from './enter.ts';
import type { Handler, OpenHandler } from './handler.ts';
import { presentSession } from './present-session.ts';

export const getSession: Handler<'getSession'> = async ({ context, caller }) => ({
  answer: await presentSession(context, caller.session),
});

export const createSession: OpenHandler<'createSession'> = async ({ context, caller, body, now }) => {
  const { email, password, account_id: accountId = null } = body;
  const signedIn = await signIn(context, { email, password, accountId }, originOf(caller), now);
  if (signedIn.kind === 'throttled') throw tooManyTries(signedIn);
  if (signedIn.kind === 'refused') throw new ApiError(401, 'Address and password do not belong together');
  if (signedIn.kind === 'choose') return { answer: answerOf({ accounts: signedIn.accounts }) };
  return entered({ context, caller, now }, signedIn);
};

export const refreshSession: OpenHandler<'refreshSession'> = async ({ context, caller, now }) => {
  const { pool: db, keys } = context;
  const { refresh } = caller.cookies;
  const tokens = refresh && (await nextTokens({ db, keys }, refresh, now));
  if (!tokens) throw new ApiError(401, 'Sign in first');
  return { status: 204, headers: { 'set-cookie': setCookies(context, tokens, caller.isSecure) } };
};

export const deleteSession: OpenHandler<'deleteSession'> = async ({ context, caller, now }) => {
  const { pool: db, keys } = context;
  await signOut({ db, keys }, caller.cookies, now);
  return { status: 204, headers: { 'set-cookie': takeCookiesBack(context, caller.isSecure) } };
};
