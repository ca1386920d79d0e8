import { findTranscript } from '../../conversations/store.ts';
import { ApiError } from '../errors.ts';
import type { Handler } from './operations.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationTranscript: Handler = async ({ context, token, parameters }) => {
  const packed = await findTranscript(context.pool, token.accountId, String(parameters['id']));
  if (packed) return { content: { kind: 'packed', packed }, conversationId: packed.conversationId };
  await requireConversation(context.pool, token.accountId, parameters['id']);
  throw new ApiError(404, 'Transcript is not available yet');
};
