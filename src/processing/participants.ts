import type { User } from '../domain/accounts/people.ts';
import type { Participant } from '../domain/conversations/conversation.ts';

/** Each speaker took part. One who is named as a user of the account is internal. */
export function speakersAsParticipants(speakers: readonly string[], users: readonly User[]): Participant[] {
  return speakers.map((name) => knownParticipant({ name, email: null, role: null }, users));
}

/** The same with the address of the account's user of that name, where the file gives none. */
export function knownParticipant(participant: Participant, users: readonly User[]): Participant {
  if (participant.email !== null) return participant;
  const user = users.find((candidate) => candidate.active && candidate.name === participant.name);
  return user ? { ...participant, email: user.email, role: participant.role ?? 'internal' } : participant;
}

/** One whose role is not told is internal where the address is in a domain of the account. */
export function withColleagueRole(participant: Participant, internalDomains: readonly string[]): Participant {
  const domain = participant.email?.split('@').at(-1)?.toLowerCase();
  const isColleague = participant.role === null && domain !== undefined && internalDomains.includes(domain);
  return isColleague ? { ...participant, role: 'internal' } : participant;
}
