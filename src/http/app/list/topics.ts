import { visibleTopics } from '../../../domain/search/topics.ts';
import { answerOf } from '../../api/answer.ts';
import type { Handler } from '../handler.ts';

export const listTopics: Handler<'listTopics'> = async ({ context, caller }) => ({
  answer: answerOf({ topics: await visibleTopics(context.pool, caller.session.viewer) }),
});
