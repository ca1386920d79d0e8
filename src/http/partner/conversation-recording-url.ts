import { ApiError } from '../errors.ts';
import { answerOfJson } from './answer.ts';
import type { Handler } from './handler.ts';
import { linkVersion } from './link-version.ts';
import { recordingLink } from './recording-link.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationRecordingUrl: Handler = async ({ context, token, parameters, now }) => {
  const conversation = await requireConversation(context.reads, token.accountId, parameters['id']);
  if (conversation.recording_id === null) {
    throw new ApiError(404, 'No recording is available for this conversation');
  }
  const link = recordingLink(context, token.accountId, conversation.recording_id, now);
  const json = JSON.stringify({
    conversation_id: conversation.id,
    recording_url: link.url,
    expires_at: link.expiresAt.toISOString(),
  });
  const version = JSON.stringify([conversation.recording_id, linkVersion(now)]);
  return { answer: answerOfJson(json, version), conversationId: conversation.id };
};
