import type { Db } from '../../db/pool.ts';
import { countUsersOf, findListedUser, findListedUsers, type ListedUser } from './queries.ts';

const mostListed = 5_000;

/** A user of the account, deactivated ones too. */
export type UserStatus = 'active' | 'invited' | 'not_invited' | 'deactivated';

/** Whether the user can sign in, and if not, why. */
export function statusOf({ active, canSignIn, invitedAt }: ListedUser): UserStatus {
  if (!active) return 'deactivated';
  if (canSignIn) return 'active';
  return invitedAt === null ? 'not_invited' : 'invited';
}

/** By name; `total` says how many there are where the list ends before. */
export async function listAllUsers(
  db: Db,
  accountId: string,
): Promise<{ users: ListedUser[]; total: number }> {
  const users = await findListedUsers(db, accountId, mostListed);
  return { users, total: users.length < mostListed ? users.length : await countUsersOf(db, accountId) };
}

export function readUser(db: Db, accountId: string, id: string): Promise<ListedUser | undefined> {
  return findListedUser(db, accountId, id);
}
