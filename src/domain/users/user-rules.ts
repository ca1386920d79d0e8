import { isAtLeast, type Role } from '../sessions/roles.ts';

/** The one who changes a user: the operator at the machine is above all roles. */
export type Changer = { kind: 'operator' } | { kind: 'user'; id: string; role: Role };

export const theOperator: Changer = { kind: 'operator' };

/** Owners are made and changed by owners alone; all else of people is for admins too. */
export function mayGive(changer: Changer, role: Role): boolean {
  if (changer.kind === 'operator') return true;
  return isAtLeast(changer.role, role === 'owner' ? 'owner' : 'admin');
}
