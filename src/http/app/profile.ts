import { findSession } from '../../domain/sessions/sessions.ts';
import { renameUser } from '../../processing/rename-owners.ts';
import { ApiError, invalidParameter } from '../errors.ts';
import { presentCard } from '../partner/present-conversation.ts';
import { doing } from './doing.ts';
import type { Handler } from './handler.ts';
import { showPassword } from './own-sessions.ts';
import { presentSession } from './present-session.ts';

export const changeProfile: Handler<'changeProfile'> = async (call) => {
  const { context, caller, body, now } = call;
  const { key, user } = caller.session;
  const { name, email, current_password: password } = body;
  const isNewAddress = email !== undefined && email !== user.email;
  if (isNewAddress && password === undefined)
    throw invalidParameter('current_password', 'is needed for another address');
  if (isNewAddress && password !== undefined) await showPassword(context, caller, password);
  const change = { ...(name !== undefined && { name: name.trim() }), ...(isNewAddress && { email }) };
  const making = { presentCard, ...doing(call) };
  const kind = await renameUser(context.pool, key.accountId, { email: user.email, change }, making);
  if (kind === 'taken') throw new ApiError(409, 'Another user of the account has this address');
  const session = await findSession(context.pool, key, now);
  if (!session) throw new ApiError(401, 'Sign in first');
  return { answer: await presentSession(context, session) };
};
