import { type Participant, type Speaker, useDirectory } from '../data.ts';
import type { Person } from '../edit/word-edits.ts';
import { useView } from '../view.ts';

/** Who a name stands for: somebody who can be tied, another speaker who would be merged, or a new name. */
export type Named =
  | { kind: 'person'; person: Person; name: string }
  | { kind: 'speaker'; speaker: Speaker }
  | { kind: 'new'; name: string };

export interface Names {
  people: string[];
  participants: string[];
  speakers: string[];
  meantBy: (name: string) => Named | null;
}

/** The names to choose from for a speaker; null for a speaker who is new. */
export function useNames(self: Speaker | null): Names {
  const { conversation, transcript } = useView();
  const { data: directory } = useDirectory();
  const speakers = (transcript?.speakers ?? []).filter(({ id }) => id !== self?.id);
  const taken = new Set(speakers.map(({ name }) => name));
  const participants = conversation.participants.filter(
    (one) => one.speaker_id === null && one.name !== null && !taken.has(one.name),
  );
  const listed = new Set(participants.map(({ name }) => name));
  const users = (directory?.users ?? []).filter(
    ({ name, active }) => active && name !== self?.name && !taken.has(name) && !listed.has(name),
  );
  return {
    people: unique(users),
    participants: unique(participants),
    speakers: unique(speakers),
    meantBy: (typed) => {
      const name = typed.trim();
      if (!name || name === self?.name) return null;
      const speaker = speakers.find((one) => one.name === name);
      if (speaker) return { kind: 'speaker', speaker };
      const participant = participants.find((one) => one.name === name);
      if (participant) return { kind: 'person', person: { participant_id: participant.id }, name };
      const user = users.find((one) => one.name === name);
      return user ? { kind: 'person', person: { user_id: user.id }, name } : { kind: 'new', name };
    },
  };
}

function unique(all: readonly Pick<Participant, 'name'>[]): string[] {
  return [...new Set(all.flatMap(({ name }) => name ?? []))];
}
