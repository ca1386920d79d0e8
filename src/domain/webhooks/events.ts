/** A subscription can ask for these. The reference documents the first; the others are extensions of this server. */
export const webhookEvents = [
  'conversation.completed',
  'conversation.updated',
  'conversation.failed',
  'conversation.deleted',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** The event of a subscription that names none. */
export const documentedEvent = 'conversation.completed' satisfies WebhookEvent;

export function isWebhookEvent(text: string): text is WebhookEvent {
  return webhookEvents.some((event) => event === text);
}
