/** The events that a subscription can ask for; the command line takes those that stand here. */
export const webhookEvents = ['conversation.completed'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export function isWebhookEvent(text: string): text is WebhookEvent {
  return webhookEvents.some((event) => event === text);
}
