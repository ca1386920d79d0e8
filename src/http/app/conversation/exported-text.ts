import type { Db } from '../../../db/pool.ts';
import { type Actor, appendAudit } from '../../../domain/audit/audit-log.ts';
import { unpackTranscriptJson } from '../../../domain/conversations/packed-transcript.ts';
import { findTranscript } from '../../../domain/conversations/store.ts';
import type { VisiblePage } from '../../../domain/conversations/visible-page.ts';
import { transcriptWriters, type WrittenFormat } from '../../../domain/transcripts/writers/table.ts';

/** The words of a conversation in a format, which the audit log tells; null as long as there is no transcript. */
export async function exportedText(
  db: Db,
  accountId: string,
  { conversation, format, by }: { conversation: VisiblePage; format: WrittenFormat; by: Actor },
): Promise<string | null> {
  const { id, title, company, medium, language, conversationType, participants } = conversation;
  const packed = await findTranscript(db, accountId, id);
  if (!packed) return null;
  const text = transcriptWriters[format]({
    title,
    company,
    date: conversation.startedAt.toISOString(),
    medium,
    language,
    conversationType,
    participants: participants.map(({ name, email, role }) => ({ name, email, role })),
    transcript: JSON.parse(unpackTranscriptJson(id, packed)),
  });
  await appendAudit(db, accountId, {
    by,
    action: 'conversation.exported',
    subjectId: id,
    details: { as: format },
  });
  return text;
}
