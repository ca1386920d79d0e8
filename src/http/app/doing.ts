import type { Doing } from '../../domain/audit/audit-log.ts';
import type { SignedIn } from './caller.ts';

/** The signed-in user's deed, for the audit log. */
export function doing({ caller, now }: { caller: SignedIn; now: Date }): Doing {
  return { by: { kind: 'user', id: caller.session.user.userId }, now };
}
