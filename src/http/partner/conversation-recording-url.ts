import { jsonText } from '../../base/json-text.ts';
import { answerOfJson } from '../api/answer.ts';
import { ApiError } from '../errors.ts';
import type { Handler } from './handler.ts';
import { linkVersion, recordingLink } from './present-recording.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationRecordingUrl: Handler<'getConversationRecordingUrl'> = async (call) => {
  const { parameters, now } = call;
  const { id, recordingId } = await requireConversation(call, parameters.id);
  if (recordingId === null) throw new ApiError(404, 'No recording is available for this conversation');
  const { url, expiresAt } = recordingLink(call, recordingId, now);
  const json = jsonText({ conversation_id: id, recording_url: url, expires_at: expiresAt.toISOString() });
  return { answer: answerOfJson(json, JSON.stringify([recordingId, linkVersion(now)])), subjectId: id };
};
