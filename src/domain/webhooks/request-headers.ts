import type { DueWebhook } from './queries.ts';
import { type SigningSecrets, signatureHeaders } from './signature.ts';

const common = { 'content-type': 'application/json', 'user-agent': 'Meetric-Webhooks/1' } as const;

/** Of a message to people. */
export const messageHeaders: Readonly<Record<string, string>> = common;

/** One attempt of a delivery. */
export interface AttemptMoment {
  /** 1, 2, 3 … */
  attempt: number;
  at: Date;
  /** Null where there are none any more. */
  secrets: SigningSecrets | null;
}

/** The headers of a webhook's request in the order in which they are sent. */
export function deliveryHeaders(
  { id, event }: Pick<DueWebhook, 'id' | 'event'>,
  body: Buffer,
  { attempt, at, secrets }: AttemptMoment,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    ...common,
    ...(secrets && signatureHeaders(secrets, { id, timestamp, body })),
    'x-webhook-event': event,
    'x-webhook-delivery-id': id,
    'x-webhook-timestamp': timestamp,
    'x-webhook-attempt': String(attempt),
  };
}
