import { type Db, execute } from '../../db/pool.ts';

/** The operator acts by commands, a user in the app, a token is a partner's, and the server acts by itself. */
export type Actor = { kind: 'operator' | 'server' } | { kind: 'user' | 'token'; id: string };

export const operator: Actor = { kind: 'operator' };

/** Handed to each change that the audit log tells of. */
export interface Doing {
  by: Actor;
  now: Date;
}

type SubjectKind = 'account' | 'user' | 'team' | 'department' | 'token' | 'conversation' | 'webhook' | 'type';

/** THE TABLE of all that the log tells of: the action, and the kind of object that its subject is. */
export const auditActions = {
  'account.created': 'account',
  'account.changed': 'account',
  'account.imported_into': 'account',
  'audit.exported': 'account',
  'user.added': 'user',
  'user.renamed': 'user',
  'user.activated': 'user',
  'user.deactivated': 'user',
  'user.invited': 'user',
  'user.joined': 'user',
  'user.role_changed': 'user',
  'user.moved': 'user',
  'user.reset_link_made': 'user',
  'user.password_changed': 'user',
  'user.signed_in': 'user',
  'user.signed_out': 'user',
  'user.session_ended': 'user',
  'user.session_reused': 'user',
  'user.sessions_ended': 'user',
  'department.added': 'department',
  'department.renamed': 'department',
  'department.enabled': 'department',
  'department.disabled': 'department',
  'team.added': 'team',
  'team.member_added': 'team',
  'team.member_removed': 'team',
  'team.renamed': 'team',
  'team.deleted': 'team',
  'type.added': 'type',
  'type.enabled': 'type',
  'type.disabled': 'type',
  'type.deleted': 'type',
  'token.created': 'token',
  'token.changed': 'token',
  'token.rotated': 'token',
  'token.overlap_ended': 'token',
  'token.revoked': 'token',
  'webhook.created': 'webhook',
  'webhook.paused': 'webhook',
  'webhook.disabled': 'webhook',
  'webhook.resumed': 'webhook',
  'webhook.rotated': 'webhook',
  'webhook.switched': 'webhook',
  'webhook.tested': 'webhook',
  'webhook.replayed': 'webhook',
  'webhook.deleted': 'webhook',
  'conversation.shown': 'conversation',
  'conversation.exported': 'conversation',
  'conversation.retried': 'conversation',
  'conversation.changed': 'conversation',
  'conversation.sentence_edited': 'conversation',
  'conversation.sentences_assigned': 'conversation',
  'conversation.speakers_renamed': 'conversation',
  'conversation.speakers_merged': 'conversation',
  'conversation.speaker_tied': 'conversation',
  'conversation.speaker_untied': 'conversation',
  'conversation.participant_added': 'conversation',
  'conversation.participant_changed': 'conversation',
  'conversation.participant_removed': 'conversation',
  'conversation.action_item_done': 'conversation',
  'conversation.action_item_reopened': 'conversation',
  'conversation.deleted': 'conversation',
  'conversation.undeleted': 'conversation',
  'conversation.erased': 'conversation',
} as const satisfies Record<string, SubjectKind>;
export type AuditAction = keyof typeof auditActions;

/** Ids, roles, names of settings, counts: nothing that names a person, and no value of a setting. */
export type AuditDetails = Readonly<Record<string, string | number | readonly string[]>>;

interface AuditRecord {
  by: Actor;
  action: AuditAction;
  subjectId: string;
  details?: AuditDetails;
}

const append = {
  name: 'append-audit',
  text: 'select append_audit($1, $2, $3, $4, $5)',
};

/**
 * The text of a statement that makes a change and tells of it. `change` returns the id of each changed row; $1 is the
 * account. The parameter numbered `next` is the action, the one after it the actor.
 */
export function audited(change: string, next: number): string {
  return `with changed as (${change})
    select id, append_audit($1, $${next + 1}::jsonb, $${next}, id, '{}') from changed`;
}

/** Call it in the transaction of the change, at its end but before `appendEvent`. */
export async function appendAudit(
  tx: Db,
  accountId: string,
  { by, action, subjectId, details = {} }: AuditRecord,
): Promise<void> {
  await execute(tx, append, [accountId, by, action, subjectId, details]);
}
