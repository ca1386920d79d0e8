import type { components } from '../../../contract/partner.types.ts';
import type { Participant } from '../../domain/conversations/conversation.ts';

/** A participant in answers and in webhooks. The database keeps them as jsonb, which orders keys its own way. */
export function presentParticipant({ name, email, role }: Participant): components['schemas']['Participant'] {
  return { name, email, role };
}
