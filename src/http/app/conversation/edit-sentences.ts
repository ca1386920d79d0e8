import { assignSentences as assign, editSentence as edit } from '../../../processing/edit-sentences.ts';
import { answerOf } from '../../api/answer.ts';
import { ApiError } from '../../errors.ts';
import type { Handler } from '../handler.ts';
import { requireVisible } from './access.ts';
import { requireRevision, speakerAnswer } from './edited.ts';
import { making } from './making.ts';

export const editSentence: Handler<'editSentence'> = async (call) => {
  const { context, parameters, body } = call;
  const key = { ...(await requireVisible(call)), revision: body.revision };
  const change = { sentence: Number(parameters.sentence), text: body.text.trim().toWellFormed() };
  const outcome = await edit(context.pool, key, change, making(call));
  return { answer: answerOf({ revision: requireRevision(outcome) }) };
};

export const assignSentences: Handler<'assignSentences'> = async (call) => {
  const { context, body } = call;
  const { ranges, speaker_id: speakerId, name } = body;
  if ((speakerId === undefined) === (name === undefined))
    throw new ApiError(400, 'Invalid body: speaker_id or name is needed, and not both');
  const key = { ...(await requireVisible(call)), revision: body.revision };
  const to =
    speakerId === undefined ? { name: (name ?? '').toWellFormed() } : { speakerId: speakerId.toLowerCase() };
  return speakerAnswer(key.id, await assign(context.pool, key, { ranges, to }, making(call)));
};
