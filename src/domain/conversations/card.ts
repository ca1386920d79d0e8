import type { Conversation } from './conversation.ts';

/**
 * What lists and details show of a conversation, as an object for its JSON column. The API that shows it makes it, and is
 * handed in: the domain does not know its form.
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
