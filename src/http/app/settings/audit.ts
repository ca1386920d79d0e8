import type { components } from '../../../../contract/app.types.ts';
import { auditActions } from '../../../domain/audit/audit-log.ts';
import { verifyChain } from '../../../domain/audit/chain.ts';
import { listAudit as findEntries, type ShownEntry } from '../../../domain/audit/read-audit.ts';
import { answerOf } from '../../api/answer.ts';
import { invalidParameter } from '../../errors.ts';
import type { Handler } from '../handler.ts';

export const listAudit: Handler<'listAudit'> = async ({ context, caller, parameters }) => {
  const { action = null, subject_id: subjectId, before = null, limit } = parameters;
  if (action !== null && !Object.hasOwn(auditActions, action))
    throw invalidParameter('action', 'must be an action of the log');
  const filter = { action, subjectId: subjectId?.toLowerCase() ?? null, before, limit: limit + 1 };
  const rows = await findEntries(context.pool, caller.session.key.accountId, filter);
  const shown = rows.slice(0, limit);
  const next = rows.length > limit ? (shown.at(-1)?.entry.sequence ?? null) : null;
  return { answer: answerOf({ entries: shown.map(presentEntry), before: next }) };
};

function presentEntry({ entry, actorName, subjectName }: ShownEntry): components['schemas']['AuditEntry'] {
  const { sequence, at, actor, action, subject_id: subjectId, details } = entry;
  return {
    sequence,
    at,
    actor: { kind: actor.kind, id: 'id' in actor ? actor.id : null, name: actorName },
    action,
    subject: { kind: auditActions[action], id: subjectId, name: subjectName },
    details,
  };
}

export const verifyAudit: Handler<'verifyAudit'> = async ({ context, caller }) => {
  const state = await verifyChain(context.pool, caller.session.key.accountId, null);
  if (state.kind === 'whole')
    return { answer: answerOf({ whole: true, entries: state.entries, head: state.head, problem: null }) };
  const { sequence, problem } = state;
  return { answer: answerOf({ whole: false, entries: sequence - 1, head: null, problem }) };
};
