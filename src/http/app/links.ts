import { hashPassword } from '../../domain/sessions/password.ts';
import { takeTry } from '../../domain/sessions/throttle.ts';
import { completeFirstRun as complete } from '../../domain/users/first-run.ts';
import { mailLink } from '../../domain/users/link-mail.ts';
import type { LiveLink } from '../../domain/users/link-queries.ts';
import { findLiveLink } from '../../domain/users/links.ts';
import { forgottenPasswordLinks } from '../../domain/users/passwords.ts';
import { canAnybodySignIn } from '../../domain/users/queries.ts';
import { acceptInvitation as accept, resetPassword, useSignInLink } from '../../domain/users/use-link.ts';
import { renameUser } from '../../processing/rename-owners.ts';
import { answerOf } from '../api/answer.ts';
import type { Context } from '../context.ts';
import { invalidParameter } from '../errors.ts';
import { presentCard } from '../partner/present-conversation.ts';
import { type EntryCall, enteredByLink, linkGone, refuseGuessable, takeNetworkTry } from './enter.ts';
import type { OpenHandler } from './handler.ts';

export const getFirstRun: OpenHandler<'getFirstRun'> = async ({ context }) => ({
  answer: answerOf({ needed: !(await canAnybodySignIn(context.pool)), can_mail: context.mailer !== null }),
});

export const checkLink: OpenHandler<'checkLink'> = async (call) => {
  const { purpose, accountName, user, expiresAt } = await liveLink(call, call.body.link);
  const person = user && { name: user.name, email: user.email, role: user.role };
  const facts = { purpose, account_name: accountName, user: person, expires_at: expiresAt.toISOString() };
  return { answer: answerOf(facts) };
};

export const completeFirstRun: OpenHandler<'completeFirstRun'> = async (call) => {
  const { context, body, now } = call;
  const { link, name, email, password, account_name: accountName, time_zone: timeZone } = body;
  refuseGuessable(password, { name, email });
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw invalidParameter('time_zone', 'must be an IANA name such as Europe/Stockholm');
  await liveLink(call, link);
  const passwordHash = await hashPassword(password);
  const account = { name: accountName.trim(), ...(timeZone !== undefined && { timeZone }) };
  const done = await complete(context, { link, name: name.trim(), email, passwordHash, account }, now);
  if (done.kind === 'invalid') throw linkGone();
  const user = { ...done, email: done.email, name: done.knownAs };
  await rename(call, user, name.trim());
  return enteredByLink(call, user);
};

export const acceptInvitation: OpenHandler<'acceptInvitation'> = async (call) => {
  const { context, body, now } = call;
  const { user: invited } = await liveLink(call, body.link);
  refuseGuessable(body.password, { name: body.name, email: invited?.email ?? '' });
  const passwordHash = await hashPassword(body.password);
  const user = await accept(context, { link: body.link, passwordHash }, now);
  if (!user) throw linkGone();
  await rename(call, user, body.name.trim());
  return enteredByLink(call, user);
};

export const completePasswordReset: OpenHandler<'completePasswordReset'> = async (call) => {
  const { context, body, now } = call;
  const { user: known } = await liveLink(call, body.link);
  refuseGuessable(body.password, { name: known?.name ?? '', email: known?.email ?? '' });
  const passwordHash = await hashPassword(body.password);
  const user = await resetPassword(context, { link: body.link, passwordHash }, now);
  if (!user) throw linkGone();
  return enteredByLink(call, user);
};

export const createSessionByLink: OpenHandler<'createSessionByLink'> = async (call) => {
  await takeNetworkTry(call.context, 'links of network', call.caller);
  const user = await useSignInLink(call.context, call.body.link, call.now);
  if (!user) throw linkGone();
  return enteredByLink(call, user);
};

export const requestPasswordReset: OpenHandler<'requestPasswordReset'> = async ({
  context,
  caller,
  body,
  now,
}) => {
  await takeNetworkTry(context, 'mails of network', caller);
  // Nobody waits for it, so that the time tells nothing of the address.
  void mailResets(context, body.email, now).catch((error: unknown) =>
    context.log.warn({ err: error }, 'a forgotten password could not be mailed about'),
  );
  return { status: 202, answer: answerOf({ can_mail: context.mailer !== null }) };
};

async function mailResets(context: Context, email: string, now: Date): Promise<void> {
  const { pool, keys, mailer } = context;
  if (mailer === null) return;
  if (await takeTry(pool, keys, [{ kind: 'mails to user', of: email.toLowerCase() }])) return;
  const made = await forgottenPasswordLinks(pool, email, { keys, base: context.publicUrl(), now });
  for (const { user, link } of made) {
    const { accountName, email: to } = user;
    const mailed = await mailLink(mailer, { to, accountName, kind: 'reset', link }, now);
    if (!mailed) context.log.warn({ userId: user.userId }, 'a link to a new password was not taken as mail');
  }
}

/** Throws where the link can not be used; passwords are only hashed for one that can. */
async function liveLink({ context, caller, now }: EntryCall, secret: string): Promise<LiveLink> {
  await takeNetworkTry(context, 'links of network', caller);
  const link = await findLiveLink({ db: context.pool, keys: context.keys }, secret, now);
  if (!link) throw linkGone();
  return link;
}

/** The name as its owner wrote it, in conversations too. */
async function rename(
  { context, now }: EntryCall,
  user: { accountId: string; userId: string; email: string; name: string },
  name: string,
): Promise<void> {
  if (user.name === name) return;
  const by = { kind: 'user', id: user.userId } as const;
  await renameUser(
    context.pool,
    user.accountId,
    { email: user.email, change: { name } },
    { presentCard, now, by },
  );
}

function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC';
}
