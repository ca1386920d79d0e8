import {
  addParticipant as add,
  changeParticipant as change,
  type ParticipantFields,
  removeParticipant as remove,
} from '../../../processing/edit-participants.ts';
import { answerOf } from '../../api/answer.ts';
import type { BodyOf, Handler } from '../handler.ts';
import { requireVisible } from './access.ts';
import { requireEdited } from './edited.ts';
import { making } from './making.ts';

const nothing: ParticipantFields = { name: null, email: null, role: null, phone: null };

export const addParticipant: Handler<'addParticipant'> = async (call) => {
  const key = { ...(await requireVisible(call)), revision: null };
  const fields = { ...nothing, ...fieldsOf(call.body) };
  const { outcome, id } = await add(call.context.pool, key, fields, making(call));
  requireEdited(outcome);
  return { status: 201, answer: answerOf({ id }) };
};

export const updateParticipant: Handler<'updateParticipant'> = async (call) => {
  const key = { ...(await requireVisible(call)), revision: null };
  const wish = { id: call.parameters.participant_id.toLowerCase(), fields: fieldsOf(call.body) };
  requireEdited(await change(call.context.pool, key, wish, making(call)));
  return { status: 204 };
};

export const removeParticipant: Handler<'removeParticipant'> = async (call) => {
  const key = { ...(await requireVisible(call)), revision: null };
  const id = call.parameters.participant_id.toLowerCase();
  requireEdited(await remove(call.context.pool, key, id, making(call)));
  return { status: 204 };
};

/** The fields that are given. */
function fieldsOf({ name, email, role, phone }: BodyOf<'updateParticipant'>): Partial<ParticipantFields> {
  return {
    ...(name !== undefined && { name: name?.toWellFormed() ?? null }),
    ...(email !== undefined && { email }),
    ...(role !== undefined && { role: role?.toWellFormed() ?? null }),
    ...(phone !== undefined && { phone }),
  };
}
