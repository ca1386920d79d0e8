import { findTranscript } from '../../domain/conversations/store.ts';
import { answerOfPacked } from '../api/answer.ts';
import { ApiError } from '../errors.ts';
import type { CallOf, Handler } from './handler.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversationTranscript: Handler<'getConversationTranscript'> = async (call) => {
  const id = call.parameters.id.toLowerCase();
  const { accountId } = call.caller.token;
  const { answers, reads } = call.context;
  const name = `transcript ${accountId} ${id}`;
  const kept = await answers.find<Content>(
    name,
    async (version) => version === (await reads.transcriptVersion({ accountId, id })),
  );
  const answer = kept ?? (await freshAnswer(call, { name, id }));
  if (answer) return { answer, subjectId: id };
  await requireConversation(call, id);
  throw new ApiError(404, 'Transcript is not available yet');
};

type Fresh = Awaited<ReturnType<typeof freshAnswer>>;
type Content = NonNullable<NonNullable<Fresh>['content']>;

async function freshAnswer(
  { context, caller }: CallOf<'getConversationTranscript'>,
  { name, id }: { name: string; id: string },
) {
  const stored = await findTranscript(context.pool, caller.token.accountId, id);
  if (!stored) return null;
  const answer = answerOfPacked(stored);
  context.answers.keep(name, { version: stored.version, answer });
  return answer;
}
