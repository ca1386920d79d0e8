import type { Db } from '../../db/pool.ts';
import type { Actor, AuditAction, AuditDetails } from './audit-log.ts';
import { type AuditFilter, latestEntries, namesOf } from './queries.ts';

/** As stored; ids of what it is about, and no names. */
interface AuditEntry {
  sequence: number;
  at: string;
  actor: Actor;
  action: AuditAction;
  subject_id: string;
  details: AuditDetails;
}

/** An entry with the names that its ids have today; null where that is erased, or hidden. */
export interface ShownEntry {
  entry: AuditEntry;
  actorName: string | null;
  subjectName: string | null;
}

/** The account's entries, newest first. */
export async function listAudit(db: Db, accountId: string, filter: AuditFilter): Promise<ShownEntry[]> {
  const rows = await latestEntries(db, accountId, filter);
  const entries = rows.map(({ entry }): AuditEntry => JSON.parse(entry));
  const names = await namesOf(db, accountId, [...new Set(entries.flatMap(idsOf))]);
  return entries.map((entry) => ({
    entry,
    actorName: 'id' in entry.actor ? (names.get(entry.actor.id) ?? null) : null,
    subjectName: names.get(entry.subject_id) ?? null,
  }));
}

function idsOf({ actor, subject_id }: AuditEntry): string[] {
  return 'id' in actor ? [subject_id, actor.id] : [subject_id];
}
