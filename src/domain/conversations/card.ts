import type { Conversation } from './conversation.ts';

/**
 * Makes the object that lists and details show of a conversation, for its JSON column. The API that shows it owns it and
 * hands it in: the domain does not know its form.
 */
export type PresentCard = (conversation: Conversation) => { status: string };

/** With what, and when, a card is made. */
export interface CardMaking {
  presentCard: PresentCard;
  now: Date;
}

/** A card with further members, which are JSON texts; the card's bytes stay as stored. */
export function extendCard(card: string, members: Readonly<Record<string, string>>): string {
  const added = Object.entries(members).map(([name, json]) => `,${JSON.stringify(name)}:${json}`);
  return `${card.slice(0, -1)}${added.join('')}}`;
}
