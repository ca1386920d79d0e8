import {
  mergeSpeakers as merge,
  type Person,
  renameSpeaker as rename,
  tieSpeaker as tie,
  untieSpeaker as untie,
} from '../../../processing/edit-speakers.ts';
import { answerOf } from '../../api/answer.ts';
import { ApiError } from '../../errors.ts';
import type { BodyOf, Handler } from '../handler.ts';
import { requireVisible } from './access.ts';
import { requireRevision, speakerAnswer } from './edited.ts';
import { making } from './making.ts';

export const renameSpeaker: Handler<'renameSpeaker'> = async (call) => {
  const { context, parameters, body } = call;
  const key = { ...(await requireVisible(call)), revision: null };
  const wish = { speakerId: parameters.speaker_id.toLowerCase(), name: body.name.toWellFormed() };
  return speakerAnswer(key.id, await rename(context.pool, key, wish, making(call)));
};

export const mergeSpeakers: Handler<'mergeSpeakers'> = async (call) => {
  const { context, body } = call;
  const key = { ...(await requireVisible(call)), revision: body.revision };
  const wish = { from: body.from.map((id) => id.toLowerCase()), into: body.into.toLowerCase() };
  const { outcome, moved } = await merge(context.pool, key, wish, making(call));
  return { answer: answerOf({ revision: requireRevision(outcome), moved }) };
};

export const tieSpeaker: Handler<'tieSpeaker'> = async (call) => {
  const { context, parameters, body } = call;
  const person = personOf(body);
  const key = { ...(await requireVisible(call)), revision: null };
  const wish = { speakerId: parameters.speaker_id.toLowerCase(), person };
  return speakerAnswer(key.id, await tie(context.pool, key, wish, making(call)));
};

export const untieSpeaker: Handler<'untieSpeaker'> = async (call) => {
  const { context, parameters } = call;
  const key = { ...(await requireVisible(call)), revision: null };
  const speakerId = parameters.speaker_id.toLowerCase();
  return speakerAnswer(key.id, await untie(context.pool, key, speakerId, making(call)));
};

function personOf(body: BodyOf<'tieSpeaker'>): Person {
  const { user_id: userId, participant_id: participantId, name, email = null, phone = null } = body;
  const ways = [userId, participantId, name].filter((given) => given !== undefined);
  if (ways.length !== 1 || (name === undefined && (email ?? phone) !== null))
    throw new ApiError(400, 'Invalid body: one of user_id, participant_id and name is needed');
  if (userId !== undefined) return { userId: userId.toLowerCase() };
  if (participantId !== undefined) return { participantId: participantId.toLowerCase() };
  return { name: (name ?? '').toWellFormed(), email, phone };
}
