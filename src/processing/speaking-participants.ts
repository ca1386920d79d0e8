import { randomUUID } from 'node:crypto';
import type { User } from '../domain/accounts/people.ts';
import type { ListedParticipant } from '../domain/conversations/participants.ts';
import { knownParticipant } from './participants.ts';

/** Each speaker is a participant. Of one who speaks no more only the name was known: that one is listed no more. */
export function listSpeakers(
  participants: readonly ListedParticipant[],
  { before, after }: { before: readonly string[]; after: readonly string[] },
  users: readonly User[],
): ListedParticipant[] {
  const silent = new Set(before.filter((name) => !after.includes(name)));
  const kept = participants.filter(
    (participant) => !(participant.name !== null && silent.has(participant.name) && isNameAlone(participant)),
  );
  const listed = new Set(kept.map(({ name }) => name));
  const heard = after.filter((name) => !before.includes(name) && !listed.has(name));
  return [...kept, ...heard.map((name) => newParticipant(name, users))];
}

/**
 * Gives what is known of `from` to `into`, who is the same person. Where that does not fit, as another address, `from` is still
 * listed.
 */
export function absorbParticipant(
  participants: readonly ListedParticipant[],
  from: string,
  into: string,
): ListedParticipant[] {
  const [source, target] = [from, into].map((name) => participants.find((one) => one.name === name));
  if (!source) return [...participants];
  if (!target) return participants.map((one) => (one === source ? { ...one, name: into } : one));
  const fits = (['email', 'phone'] as const).every(
    (key) => source[key] === null || target[key] === null || source[key] === target[key],
  );
  if (!fits) return [...participants];
  const { email, phone, role } = source;
  const merged = {
    ...target,
    email: target.email ?? email,
    phone: target.phone ?? phone,
    role: target.role ?? role,
  };
  return participants.flatMap((one) => (one === source ? [] : one === target ? [merged] : [one]));
}

/** Nothing but the name is known, as of a speaker whom nobody has tied to a person. */
export function isNameAlone({ email, phone, role }: ListedParticipant): boolean {
  return email === null && phone === null && role === null;
}

function newParticipant(name: string, users: readonly User[]): ListedParticipant {
  const known = knownParticipant({ name, email: null, role: null }, users);
  return { ...known, id: randomUUID(), phone: null };
}
