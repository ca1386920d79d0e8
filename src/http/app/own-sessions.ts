import { endOwnSession, endSessionsOf, listOwnSessions } from '../../domain/sessions/own-sessions.ts';
import { hashPassword } from '../../domain/sessions/password.ts';
import { checkOwnPassword } from '../../domain/sessions/set-password.ts';
import { changePassword as change } from '../../domain/users/passwords.ts';
import { answerOf } from '../api/answer.ts';
import type { Context } from '../context.ts';
import { invalidParameter, notFound } from '../errors.ts';
import type { SignedIn } from './caller.ts';
import { takeCookiesBack } from './cookies.ts';
import { doing } from './doing.ts';
import { refuseGuessable, tooManyTries } from './enter.ts';
import type { Handler } from './handler.ts';

export const listSessions: Handler<'listSessions'> = async ({ context, caller, now }) => {
  const { key, user } = caller.session;
  const sessions = await listOwnSessions(context.pool, key.accountId, user.userId, now);
  const shown = sessions.map(({ id, userAgent, createdAt, lastUsedAt }) => ({
    id,
    user_agent: userAgent,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt.toISOString(),
    is_current: id === key.id,
  }));
  return { answer: answerOf({ sessions: shown }) };
};

export const deleteOneSession: Handler<'deleteOneSession'> = async ({ context, caller, parameters, now }) => {
  const { key, user } = caller.session;
  const ended = await endOwnSession(
    context.pool,
    { accountId: key.accountId, id: parameters.id },
    user.userId,
    now,
  );
  if (!ended) throw notFound();
  return { status: 204 };
};

export const deleteSessions: Handler<'deleteSessions'> = async (call) => {
  const { context, caller } = call;
  const { key, user } = caller.session;
  const whose = { userId: user.userId, exceptId: null };
  await endSessionsOf(context.pool, key.accountId, whose, doing(call));
  return { status: 204, headers: { 'set-cookie': takeCookiesBack(context, caller.isSecure) } };
};

export const changePassword: Handler<'changePassword'> = async (call) => {
  const { context, caller, body } = call;
  const { key, user } = caller.session;
  await showPassword(context, caller, body.current_password);
  refuseGuessable(body.password, user);
  const passwordHash = await hashPassword(body.password);
  const changes = { userId: user.userId, sessionId: key.id, passwordHash };
  await change(context.pool, key.accountId, changes, doing(call));
  return { status: 204 };
};

/** Throws where it is not the caller's password. */
export async function showPassword(
  { pool: db, keys }: Context,
  { session }: SignedIn,
  password: string,
): Promise<void> {
  const whose = { accountId: session.key.accountId, userId: session.user.userId };
  const outcome = await checkOwnPassword({ db, keys }, whose, password);
  if (outcome.kind === 'throttled') throw tooManyTries(outcome);
  if (outcome.kind === 'wrong') throw invalidParameter('current_password', 'is not your password');
}
