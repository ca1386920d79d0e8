import { type Access, findAccess } from '../../../domain/conversations/visible-page.ts';
import { isAtLeast } from '../../../domain/sessions/roles.ts';
import type { LiveSession } from '../../../domain/sessions/sessions.ts';
import type { Context } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import type { SignedIn } from '../caller.ts';

interface OneCall {
  context: Context;
  caller: SignedIn;
  parameters: { id: string };
}

export interface Reached {
  accountId: string;
  id: string;
}

/** The conversation where the caller may see it, and with that may edit it. */
export async function requireVisible(call: OneCall): Promise<Reached> {
  const access = await accessOf(call);
  if (access.isDeleted) throw notFound();
  return keyOf(call);
}

/** The same where the caller may delete it and give it to others. `deleted`: also one that is deleted. */
export async function requireManaged(call: OneCall, { deleted = false } = {}): Promise<Reached> {
  const access = await accessOf(call);
  const isManaged = mayManage(call.caller.session, access);
  if (access.isDeleted && !(deleted && isManaged)) throw notFound();
  if (!isManaged) throw new ApiError(403, 'Only the owner, a manager or an admin may do this');
  return keyOf(call);
}

/** The owner may, the owner's manager, and admins. In an open account everybody sees it, and no more. */
export function mayManage(
  { user, viewer }: LiveSession,
  { userId, departmentId }: Pick<Access, 'userId' | 'departmentId'>,
): boolean {
  if (isAtLeast(user.role, 'admin')) return true;
  const isOwned = userId !== null && viewer.ownerIds.includes(userId);
  return isOwned || (departmentId !== null && departmentId === viewer.departmentId);
}

async function accessOf({ context, caller, parameters }: OneCall): Promise<Access> {
  const access = await findAccess(context.pool, caller.session.viewer, parameters.id);
  if (!access) throw notFound();
  return access;
}

function keyOf({ caller, parameters }: OneCall): Reached {
  return { accountId: caller.session.viewer.accountId, id: parameters.id.toLowerCase() };
}
