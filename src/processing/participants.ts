import type { User } from '../accounts/people.ts';
import type { Participant } from '../conversations/conversation.ts';

/** Who spoke took part. A speaker named as one of the account's users is internal. */
export function speakersAsParticipants(speakers: readonly string[], users: readonly User[]): Participant[] {
  return speakers.map((name) => {
    const user = users.find((candidate) => candidate.active && candidate.name === name);
    return { name, email: user?.email ?? null, role: user ? 'internal' : null };
  });
}
