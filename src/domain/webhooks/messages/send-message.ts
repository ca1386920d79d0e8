import type { Dispatcher } from 'undici';
import type { Clock } from '../../../base/clock.ts';
import { isMailAddress } from '../../mail/mail-config.ts';
import type { Mailer, MailOutcome } from '../../mail/mailer.ts';
import type { WebhookContent } from '../contents.ts';
import { messageHeaders } from '../request-headers.ts';
import { type DeliveryOutcome, sendDelivery } from '../send.ts';
import { testContentId } from '../test-content.ts';
import { readCallMessage } from './call-message.ts';
import { mailMessage } from './mail-message.ts';
import { slackMessage } from './slack-message.ts';
import { teamsMessage } from './teams-message.ts';

export interface MessageContext {
  dispatcher: Dispatcher;
  /** Absent where no SMTP server is set. */
  mailer?: Mailer;
  /** Where people open the app. */
  publicUrl(): string;
}

/** A delivery to people. */
export type OutgoingMessage = { id: string; createdAt: Date; contentId: string | null } & (
  | { form: 'slack' | 'teams'; url: string }
  | { form: 'mail' }
);

/** Why a message has nowhere to go; its delivery is skipped. */
export interface NotAddressed {
  kind: 'not_addressed';
  reason: 'no_recipient' | 'smtp_not_set';
}

/** Tells people of one completed conversation, once. Rejects only where `signal` cut the attempt. */
export async function sendMessage(
  { dispatcher, mailer, clock, publicUrl }: MessageContext & { clock: Pick<Clock, 'now'> },
  delivery: OutgoingMessage,
  content: WebhookContent,
  signal: AbortSignal,
): Promise<DeliveryOutcome | NotAddressed> {
  const { message, owner } = readCallMessage(content, appOf(delivery, publicUrl()));
  if (delivery.form !== 'mail') {
    const body = delivery.form === 'slack' ? slackMessage(message) : teamsMessage(message);
    const request = { url: delivery.url, headers: { ...messageHeaders }, body };
    return sendDelivery(dispatcher, request, signal, clock);
  }
  const to = owner?.email ?? '';
  if (!isMailAddress(to)) return { kind: 'not_addressed', reason: 'no_recipient' };
  if (!mailer) return { kind: 'not_addressed', reason: 'smtp_not_set' };
  const mail = { ...mailMessage(message), to, id: delivery.id, date: delivery.createdAt };
  return deliveryOutcome(await mailer(mail, signal));
}

/** The message as it is sent, for those who look at the delivery; null where a mail has no recipient. */
export function messageRequest(
  delivery: OutgoingMessage,
  content: WebhookContent,
  publicUrl: string,
): { url: string | null; headers: Readonly<Record<string, string>>; body: Buffer } | null {
  const { message, owner } = readCallMessage(content, appOf(delivery, publicUrl));
  if (delivery.form !== 'mail') {
    const body = delivery.form === 'slack' ? slackMessage(message) : teamsMessage(message);
    return { url: delivery.url, headers: messageHeaders, body };
  }
  const to = owner?.email ?? '';
  if (!isMailAddress(to)) return null;
  const { subject, text } = mailMessage(message);
  return { url: null, headers: { to, subject }, body: Buffer.from(text) };
}

function appOf({ contentId }: OutgoingMessage, publicUrl: string): string | null {
  return contentId === testContentId ? null : publicUrl;
}

/** A server that does not let us in, or not now, is tried again; one that refuses the mail for good is not. */
function deliveryOutcome(outcome: MailOutcome): DeliveryOutcome {
  if (outcome.kind === 'accepted') return { kind: 'delivered', status: outcome.status };
  if (outcome.kind === 'unreachable') return outcome;
  const { status, of } = outcome;
  if (of === 'login') return { kind: 'unreachable', failure: 'smtp_login_refused' };
  return { kind: 'refused_by_smtp', status, isFinal: status >= 500 };
}
