import type { components } from '../../../contract/partner.types.ts';
import type { Conversation } from './conversation.ts';

export type Card = components['schemas']['Conversation'];

/** What the API shows of a conversation in lists and details, without what a token's scopes add. */
export function presentCard(conversation: Conversation): Card {
  return {
    id: conversation.id,
    status: conversation.status,
    title: conversation.title,
    company: conversation.company,
    date: conversation.startedAt.toISOString(),
    duration: conversation.durationSeconds,
    medium: presentMedium(conversation.medium),
    sentiment: presentSentiment(conversation.sentiment),
    conversation_type: conversation.conversationType,
    summary: conversation.summary,
    department: conversation.department,
    user: conversation.user,
    // The database keeps them as jsonb, which orders keys its own way.
    participants: conversation.participants.map(({ name, email, role }) => ({ name, email, role })),
  };
}

function presentMedium(stored: string): Card['medium'] {
  if (stored === 'call' || stored === 'meeting' || stored === 'in_person' || stored === 'upload')
    return stored;
  throw new Error(`Unknown medium ${stored}`);
}

function presentSentiment(stored: string | null): Card['sentiment'] {
  if (stored === null || stored === 'positive' || stored === 'neutral' || stored === 'negative')
    return stored;
  throw new Error(`Unknown sentiment ${stored}`);
}

/** A card with further members, which are JSON texts; the card's bytes stay as stored. */
export function extendCard(card: string, members: Record<string, string>): string {
  const added = Object.entries(members).map(([name, json]) => `,${JSON.stringify(name)}:${json}`);
  return `${card.slice(0, -1)}${added.join('')}}`;
}
