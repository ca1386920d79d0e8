import { writeFile } from 'node:fs/promises';
import { appendAudit, operator } from '../domain/audit/audit-log.ts';
import { findForOperator } from '../domain/conversations/operator-reads.ts';
import { unpackTranscriptJson } from '../domain/conversations/packed-transcript.ts';
import { findTranscript } from '../domain/conversations/store.ts';
import type { StoredTranscript } from '../domain/transcripts/stored-transcript.ts';
import { transcriptWriters, type WrittenFormat } from '../domain/transcripts/writers/table.ts';
import type { Card } from '../http/partner/present-conversation.ts';
import { namedConversation } from './conversation-id.ts';
import { type AccountSession, CommandFault, type CommonOptions, withAccount } from './session.ts';
import { TextOut } from './text-out.ts';

interface ExportOptions extends CommonOptions {
  as: WrittenFormat;
  output?: string;
}

/** Writes a conversation's words as a file, to standard output unless a file is named. */
export function runExport(text: string, options: ExportOptions): Promise<void> {
  return withAccount(options, async (session) => {
    const named = await namedConversation(session, text);
    if (named.kind === 'fault') throw new CommandFault(named.message);
    const written = await writtenConversation(session, named.id, options.as);
    const { database, account } = session;
    const details = { as: options.as };
    const entry = { by: operator, action: 'conversation.exported', subjectId: named.id, details } as const;
    await appendAudit(database.pool, account.id, entry);
    if (options.output === undefined) {
      const out = new TextOut();
      await out.add(written);
      return out.flush();
    }
    // A file that is there is never replaced.
    await writeFile(options.output, written, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      throw new CommandFault(
        error.code === 'EEXIST'
          ? `${options.output} is there already.`
          : `${options.output} can not be written: ${error.message}`,
      );
    });
  });
}

async function writtenConversation(
  { database, account }: AccountSession,
  id: string,
  as: WrittenFormat,
): Promise<string> {
  const details = await findForOperator(database.pool, account.id, id);
  if (!details || details.deletion)
    throw new CommandFault(`Conversation ${id} is deleted; see: bin/meetric conversation show ${id}`);
  const packed = await findTranscript(database.pool, account.id, id);
  if (!packed)
    throw new CommandFault(
      `Conversation ${id} has no transcript yet; see: bin/meetric conversation show ${id}`,
    );
  const { title, company, date, medium, conversation_type, participants }: Card = JSON.parse(
    details.partnerCard,
  );
  const transcript: StoredTranscript = JSON.parse(unpackTranscriptJson(id, packed));
  const { language } = details;
  return transcriptWriters[as]({
    title,
    company,
    date,
    medium,
    language,
    participants,
    transcript,
    conversationType: conversation_type,
  });
}
