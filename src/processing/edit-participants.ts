import { randomUUID } from 'node:crypto';
import type { Pool } from '../db/pool.ts';
import type { ListedParticipant } from '../domain/conversations/participants.ts';
import { transcriptSpeakers } from '../domain/transcripts/stored-transcript.ts';
import {
  type Edit,
  type Editable,
  type EditKey,
  type EditMaking,
  type EditOutcome,
  editConversation,
} from './edit-conversation.ts';
import { renamedTranscript } from './rename-speakers.ts';

export type ParticipantFields = Omit<ListedParticipant, 'id'>;

type ParticipantRefusal =
  | { kind: 'not_completed' | 'unknown_participant' | 'nobody_named' | 'too_many' }
  /** Somebody who is listed, or who speaks, has the name or the address. */
  | { kind: 'name_taken' | 'email_taken'; name: string };

const mostParticipants = 1_000;

/** Lists somebody who took part. */
export async function addParticipant(
  pool: Pool,
  key: EditKey,
  fields: ParticipantFields,
  making: EditMaking,
): Promise<{ outcome: EditOutcome<ParticipantRefusal>; id: string }> {
  const added = { id: randomUUID(), ...fields };
  const outcome = await editConversation<ParticipantRefusal>(pool, key, making, ({ participants }) => {
    if (participants.length >= mostParticipants) return { refusal: { kind: 'too_many' } };
    const refusal = clashOf(added, participants);
    if (refusal) return { refusal };
    return { edit: { participants: [...participants, added], action: 'conversation.participant_added' } };
  });
  return { outcome, id: added.id };
}

/** Changes what is known of one. A speaker of that name gets the new name with it. */
export function changeParticipant(
  pool: Pool,
  key: EditKey,
  { id, fields }: { id: string; fields: Partial<ParticipantFields> },
  making: EditMaking,
): Promise<EditOutcome<ParticipantRefusal>> {
  return editConversation<ParticipantRefusal>(pool, key, making, (editable) => {
    const before = editable.participants.find((one) => one.id === id);
    if (!before) return { refusal: { kind: 'unknown_participant' } };
    const after = { ...before, ...fields };
    const others = editable.participants.filter((one) => one !== before);
    const refusal = clashOf(after, others);
    if (refusal) return { refusal };
    const participants = editable.participants.map((one) => (one === before ? after : one));
    const edit: Edit = {
      participants,
      action: 'conversation.participant_changed',
      details: { fields: Object.keys(fields) },
    };
    return before.name === after.name ? { edit } : renaming(editable, [before, after], edit);
  });
}

/** Lists one no longer. The words stay, with their speaker's name. */
export function removeParticipant(
  pool: Pool,
  key: EditKey,
  id: string,
  making: EditMaking,
): Promise<EditOutcome<ParticipantRefusal>> {
  return editConversation<ParticipantRefusal>(pool, key, making, ({ participants }) => {
    const left = participants.filter((one) => one.id !== id);
    if (left.length === participants.length) return { refusal: { kind: 'unknown_participant' } };
    return { edit: { participants: left, action: 'conversation.participant_removed' } };
  });
}

function renaming(
  { conversation, transcript }: Editable,
  [before, after]: [ListedParticipant, ListedParticipant],
  edit: Edit,
): { edit: Edit } | { refusal: ParticipantRefusal } {
  const speakers = transcript ? transcriptSpeakers(transcript) : [];
  const isSpeaker = before.name !== null && speakers.includes(before.name);
  if (after.name !== null && isSpeaker && speakers.includes(after.name))
    return { refusal: { kind: 'name_taken', name: after.name } };
  if (!transcript || before.name === null || !isSpeaker) return { edit };
  if (conversation.status !== 'completed') return { refusal: { kind: 'not_completed' } };
  // A speaker keeps the name that the list no longer has.
  if (after.name === null) return { edit };
  const renames = [{ from: before.name, name: after.name, email: null }];
  return { edit: { ...edit, transcript: renamedTranscript(transcript, renames) } };
}

function clashOf(
  { name, email }: ListedParticipant,
  others: readonly ListedParticipant[],
): ParticipantRefusal | null {
  if (name === null && email === null) return { kind: 'nobody_named' };
  if (name !== null && others.some((one) => one.name === name)) return { kind: 'name_taken', name };
  const address = email?.toLowerCase();
  if (address !== undefined && others.some((one) => one.email?.toLowerCase() === address))
    return { kind: 'email_taken', name: name ?? '' };
  return null;
}
