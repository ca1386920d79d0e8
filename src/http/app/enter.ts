import { signOut } from '../../domain/sessions/own-sessions.ts';
import { isGuessable } from '../../domain/sessions/password.ts';
import { findSession } from '../../domain/sessions/sessions.ts';
import { enter, type Origin, type SignedIn } from '../../domain/sessions/sign-in.ts';
import { networkOf, type Throttled, takeTry } from '../../domain/sessions/throttle.ts';
import type { LinkedUser } from '../../domain/users/use-link.ts';
import type { Call } from '../api/handler.ts';
import type { Context } from '../context.ts';
import { ApiError, invalidParameter } from '../errors.ts';
import type { Visitor } from './caller.ts';
import { markBrowser, setCookies } from './cookies.ts';
import { presentSession } from './present-session.ts';

/** The call of any way in. */
export type EntryCall = Pick<Call<Visitor, unknown, unknown>, 'context' | 'caller' | 'now'>;

export function originOf({ ip, userAgent, cookies }: Visitor): Origin {
  return { ip, userAgent, browserMark: cookies.browser };
}

/** The answer to somebody who is in. A session that the browser had before ends: nobody is left in it. */
export async function entered({ context, caller, now }: EntryCall, signedIn: SignedIn) {
  const { pool: db, keys } = context;
  const { key, tokens, browserMark } = signedIn;
  await signOut({ db, keys }, caller.cookies, now);
  const session = await findSession(db, key, now);
  if (!session) throw new ApiError(401, 'Sign in first');
  const cookies = [
    ...setCookies(context, tokens, caller.isSecure),
    markBrowser(context, browserMark, caller.isSecure),
  ];
  return {
    status: 201 as const,
    answer: await presentSession(context, session),
    headers: { 'set-cookie': cookies },
  };
}

/** The same for the user of a link that was just used. */
export async function enteredByLink(call: EntryCall, user: LinkedUser) {
  const { context, caller, now } = call;
  return entered(call, await enter(context, user, originOf(caller), now));
}

export function tooManyTries({ retryAfterSeconds }: { retryAfterSeconds: number }): ApiError {
  return new ApiError(429, 'Too many tries. Wait a moment.', { retryAfterSeconds });
}

/** One that is slow to guess at, for the network that asks. */
export async function takeNetworkTry(
  { pool, keys }: Context,
  kind: Throttled['kind'],
  { ip }: Visitor,
): Promise<void> {
  const wait = await takeTry(pool, keys, [{ kind, of: networkOf(ip) }]);
  if (wait) throw tooManyTries(wait);
}

export const linkGone = (): ApiError =>
  new ApiError(404, 'This link was used, is too old or was never made. Ask for another one.');

export function refuseGuessable(password: string, person: { email: string; name: string }): void {
  if (isGuessable(password, person))
    throw invalidParameter('password', 'is too easy to guess: choose several words that only you combine');
}
