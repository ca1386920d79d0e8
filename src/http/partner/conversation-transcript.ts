import { findTranscript } from '../../domain/conversations/store.ts';
import { type Answer, answerOfPacked } from '../api/answer.ts';
import { ApiError } from '../errors.ts';
import type { CallOf, ContentOf, Handler } from './handler.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationTranscript: Handler<'getConversationTranscript'> = async (call) => {
  const id = call.parameters.id.toLowerCase();
  const { accountId } = call.caller.token;
  const { answers, reads } = call.context;
  const name = `transcript ${accountId} ${id}`;
  const kept = await answers.find<ContentOf<'getConversationTranscript'>>(
    name,
    async (version) => version === (await reads.transcriptVersion(accountId, id)),
  );
  const answer = kept ?? (await freshAnswer(call, { name, id }));
  if (answer) return { answer, subjectId: id };
  await requireConversation(call, id);
  throw new ApiError(404, 'Transcript is not available yet');
};

async function freshAnswer(
  { context, caller }: CallOf<'getConversationTranscript'>,
  { name, id }: { name: string; id: string },
): Promise<Answer<ContentOf<'getConversationTranscript'>> | null> {
  const stored = await findTranscript(context.pool, caller.token.accountId, id);
  if (!stored) return null;
  const answer = answerOfPacked(stored);
  context.answers.keep(name, { version: stored.version, answer });
  return answer;
}
