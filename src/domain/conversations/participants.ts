import { uuidOf } from '../../base/uuid.ts';
import type { Participant } from './conversation.ts';

/** A participant as one can be named and changed. */
export interface ListedParticipant extends Participant {
  id: string;
  phone: string | null;
}

/**
 * Participants with their ids. One without an id gets that of its place, or of the next that nobody has. The list is stored
 * with all ids whenever a person changes it, so an id that was seen stays.
 */
export function listedParticipants(
  conversationId: string,
  participants: readonly Participant[],
): ListedParticipant[] {
  const taken = new Set(participants.flatMap(({ id }) => id ?? []));
  const newId = (place: number): string => {
    const id = uuidOf(`participant ${conversationId} ${place}`);
    if (taken.has(id)) return newId(place + 1);
    taken.add(id);
    return id;
  };
  return participants.map(({ id, name, email, role, phone }, place) => ({
    id: id ?? newId(place),
    name,
    email,
    role,
    phone: phone ?? null,
  }));
}

/** A speaker's id: of the name, by which speakers of a conversation differ. */
export function speakerIdOf(conversationId: string, name: string): string {
  return uuidOf(`speaker ${conversationId} ${name}`);
}
