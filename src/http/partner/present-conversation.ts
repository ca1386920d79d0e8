import type { components } from '../../../contract/partner.types.ts';
import type { JsonMembers, JsonText } from '../../base/json-text.ts';
import { extendCard as extend } from '../../domain/conversations/card.ts';
import type { Conversation } from '../../domain/conversations/conversation.ts';
import { presentParticipant } from './present-participant.ts';

type Schemas = components['schemas'];

/** A conversation in lists and details, without the members that a token's scopes add. */
export type Card = Omit<Schemas['Conversation'], 'recording_url'>;

/** Further members of a detail, where the caller may have them and asks for them. */
export type DetailMembers = Omit<Schemas['ConversationDetail'], keyof Card>;

/** The card is kept with the conversation. A change of something that it shows makes it anew (`refreshCard`). */
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
    participants: conversation.participants.map(presentParticipant),
  };
}

/** A kept card with further members: the column holds what `presentCard` made, and nothing else. */
export function extendCard<More extends object>(
  card: string,
  members: JsonMembers<More>,
): JsonText<Card & More>;
export function extendCard(card: string, members: Record<string, string>): string {
  return extend(card, members);
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
