import { findVisiblePage } from '../../../domain/conversations/visible-page.ts';
import { findRecording } from '../../../domain/recordings/recordings.ts';
import type { WrittenFormat } from '../../../domain/transcripts/writers/table.ts';
import { ApiError, notFound } from '../../errors.ts';
import { attachment } from '../../files/attachment.ts';
import { sendRecording } from '../../files/recordings.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { exportedText } from './exported-text.ts';

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
  const { format } = parameters;
  const { viewer } = caller.session;
  const conversation = await findVisiblePage(context.pool, viewer, parameters.id);
  if (!conversation) throw notFound();
  const { by } = doing(call);
  const text = await exportedText(context.pool, viewer.accountId, { conversation, format, by });
  if (text === null) throw new ApiError(404, 'Transcript is not available yet');
  return {
    send: (_, reply) =>
      reply
        .headers({
          'content-disposition': attachment(conversation.title, format),
          'cache-control': 'no-store',
        })
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
