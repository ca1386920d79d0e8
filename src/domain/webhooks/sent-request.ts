import { type Db, queryOne } from '../../db/pool.ts';
import { findDeletion } from '../conversations/deletion.ts';
import type { Keys } from '../keys/keys.ts';
import type { DeliveryAttempt } from './attempts.ts';
import { findWebhookContents, type WebhookContent } from './contents.ts';
import { messageRequest } from './messages/send-message.ts';
import { payloadRenderer } from './payload.ts';
import { type DueDelivery, findDeliveriesToTry } from './queries.ts';
import { deliveryHeaders } from './request-headers.ts';
import { rememberingSecrets } from './signature.ts';
import { testContentId } from './test-content.ts';

export type ShownRequest =
  | { kind: 'request'; url: string | null; headers: Readonly<Record<string, string>>; body: Buffer }
  /** `no_recipient`: of a message by mail. */
  | { kind: 'gone'; reason: 'conversation_deleted' | 'erased' | 'no_recipient' };

interface SentGrant {
  scopes: string[] | null;
  includeRecordings: boolean | null;
}

const selectGrant = {
  name: 'select-delivery-grant',
  text: `select scopes, include_recordings as "includeRecordings" from webhook_delivery
    where account_id = $1 and id = $2`,
};

interface Shown {
  id: string;
  /** The last one; null before the first. */
  lastAttempt: DeliveryAttempt | null;
  now: Date;
}

interface Sources {
  db: Db;
  keys: Keys;
  publicUrl: string;
}

/**
 * The request of a delivery's last attempt, or of the first that is to come. The body is made as it was then: what it is
 * made of is kept as long as the log. Headers are signed with the secrets of now.
 */
export async function shownRequest(
  { db, keys, publicUrl }: Sources,
  accountId: string,
  shown: Shown,
): Promise<ShownRequest> {
  const [due] = await findDeliveriesToTry(db, [{ accountId, id: shown.id }]);
  const sent = await queryOne<SentGrant>(db, selectGrant, [accountId, shown.id]);
  if (!due || !sent) return { kind: 'gone', reason: 'erased' };
  // A receiver has what the token might have then, whatever it has lost since.
  const { scopes, includeRecordings } = sent;
  const delivery = { ...due, ...(scopes && { scopes, includeRecordings: includeRecordings ?? false }) };
  const isOfConversation = due.contentId !== testContentId && due.event !== 'conversation.deleted';
  if (isOfConversation && (await findDeletion(db, accountId, due.conversationId)))
    return { kind: 'gone', reason: 'conversation_deleted' };
  const [content = null] =
    isOfConversation || due.contentId ? await findWebhookContents(db, [delivery], null) : [];
  if (isOfConversation && !content?.conversation) return { kind: 'gone', reason: 'erased' };
  return requestOf({ keys, publicUrl }, delivery, { ...shown, content });
}

function requestOf(
  { keys, publicUrl }: Omit<Sources, 'db'>,
  delivery: DueDelivery,
  { content, lastAttempt, now }: Shown & { content: WebhookContent | null },
): ShownRequest {
  if (delivery.form !== 'webhook') {
    if (content === null) return { kind: 'gone', reason: 'erased' };
    const message = messageRequest(delivery, content, publicUrl);
    return message ? { kind: 'request', ...message } : { kind: 'gone', reason: 'no_recipient' };
  }
  const body = payloadRenderer(keys.link)(delivery, content);
  // Its secret is erased with a subscription that is deleted.
  const isDeleted = delivery.subscriptionStatus === 'deleted';
  const moment = {
    attempt: lastAttempt?.attempt ?? 1,
    at: lastAttempt?.at ?? now,
    secrets: isDeleted ? null : rememberingSecrets(keys)(delivery, now),
  };
  return { kind: 'request', url: delivery.url, headers: deliveryHeaders(delivery, body, moment), body };
}
