import { appendAudit } from '../../../domain/audit/audit-log.ts';
import { unpackTranscriptJson } from '../../../domain/conversations/packed-transcript.ts';
import { findTranscript } from '../../../domain/conversations/store.ts';
import { findVisiblePage } from '../../../domain/conversations/visible-page.ts';
import { findRecording } from '../../../domain/recordings/recordings.ts';
import { transcriptWriters, type WrittenFormat } from '../../../domain/transcripts/writers/table.ts';
import { ApiError, notFound } from '../../errors.ts';
import { attachment } from '../../files/attachment.ts';
import { sendRecording } from '../../files/recordings.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';

const mediaTypes: Record<WrittenFormat, string> = {
  vtt: 'text/vtt; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

export const exportConversation: Handler<'exportConversation'> = async (call) => {
  const { context, caller, parameters } = call;
  const { viewer } = caller.session;
  const { format } = parameters;
  const conversation = await findVisiblePage(context.pool, viewer, parameters.id);
  if (!conversation) throw notFound();
  const { id, title, company, medium, language, conversationType, participants } = conversation;
  const packed = await findTranscript(context.pool, viewer.accountId, id);
  if (!packed) throw new ApiError(404, 'Transcript is not available yet');
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
  await appendAudit(context.pool, viewer.accountId, {
    by: doing(call).by,
    action: 'conversation.exported',
    subjectId: id,
    details: { as: format },
  });
  return {
    send: (_, reply) =>
      reply
        .headers({ 'content-disposition': attachment(title, format), 'cache-control': 'no-store' })
        .type(mediaTypes[format])
        .send(text),
  };
};

export const getRecording: Handler<'getRecording'> = async ({ context, caller, parameters }) => {
  const { viewer } = caller.session;
  const conversation = await findVisiblePage(context.pool, viewer, parameters.id);
  const recordingId = conversation?.recordingId ?? null;
  if (!conversation || recordingId === null) throw notFound();
  const { accountId } = viewer;
  const recording = parameters.download
    ? await findRecording(context.pool, accountId, recordingId)
    : undefined;
  return {
    send(request, reply) {
      if (recording) reply.header('content-disposition', attachment(conversation.title, recording.extension));
      return sendRecording(context, { accountId, recordingId }, request, reply);
    },
  };
};
