/** The user on whose behalf conversations are read or changed; made anew for each request. */
export interface Viewer {
  accountId: string;
  userId: string;
  /** Owners and admins, and everybody in an open account. */
  seesAll: boolean;
  /** In lower case. */
  email: string;
  /** The viewer, and for a manager the members of the same teams. */
  ownerIds: readonly string[];
  /** A manager's department. */
  departmentId: string | null;
}

/** SQL that holds for conversations which the viewer may see. `next` numbers the first of the four values below. */
export function visibleTo(alias: string, next: number): string {
  return `($${next}::boolean or ${alias}.user_id = any($${next + 1}::uuid[]) or ${alias}.department_id = $${next + 2}::uuid
    or ${alias}.participant_emails ? $${next + 3}::text)`;
}

export function visibilityValues({ seesAll, ownerIds, departmentId, email }: Viewer): unknown[] {
  return [seesAll, ownerIds, departmentId, email];
}
