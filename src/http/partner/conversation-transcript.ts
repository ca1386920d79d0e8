import type { ConversationKey } from '../../domain/conversations/conversation.ts';
import { findTranscript } from '../../domain/conversations/store.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import { type Answer, answerOfPacked } from './answer.ts';
import type { Handler } from './handler.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationTranscript: Handler = async ({ context, token, parameters }) => {
  const key = { accountId: token.accountId, id: String(parameters['id']).toLowerCase() };
  const answer = (await keptAnswer(context, key)) ?? (await freshAnswer(context, key));
  if (answer) return { answer, conversationId: key.id };
  await requireConversation(context.reads, token.accountId, key.id);
  throw new ApiError(404, 'Transcript is not available yet');
};

const nameOf = ({ accountId, id }: ConversationKey): string => `transcript ${accountId} ${id}`;

async function keptAnswer(context: Context, key: ConversationKey): Promise<Answer | null> {
  const kept = context.answers.find(nameOf(key));
  if (!kept || kept.version !== (await context.reads.transcriptVersion(key))) return null;
  return kept.answer;
}

async function freshAnswer(context: Context, key: ConversationKey): Promise<Answer | null> {
  const stored = await findTranscript(context.pool, key.accountId, key.id);
  if (!stored) return null;
  const answer = answerOfPacked(stored);
  context.answers.keep(nameOf(key), { version: stored.version, answer });
  return answer;
}
