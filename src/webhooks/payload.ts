import { extendCard } from '../conversations/card.ts';
import type { WholeConversation } from '../conversations/whole-conversation.ts';
import type { Keys } from '../keys/keys.ts';
import { signLink } from '../recordings/signed-link.ts';
import { tokenPrefix } from '../tokens/token-format.ts';
import type { DueDelivery } from './queries.ts';

export interface PayloadContext {
  keys: Keys;
  publicUrl: string;
}

/**
 * The bytes of one delivery: the conversation as it is now, with transcript, insights and a link to the recording only
 * where the subscription's token may have them.
 */
export function renderPayload(
  context: PayloadContext,
  delivery: DueDelivery,
  whole: WholeConversation,
  now: Date,
): Buffer {
  const members: Record<string, string> = {};
  if (delivery.scopes.includes('transcripts')) members['transcript'] = whole.transcriptJson;
  if (delivery.scopes.includes('insights')) members['insights'] = whole.insightsJson;
  if (delivery.scopes.includes('recordings') && delivery.include_recordings) {
    const { recordingId } = whole;
    const link =
      recordingId &&
      signLink(context.keys.link, context.publicUrl, { accountId: delivery.account_id, recordingId }, now)
        .url;
    members['recording_url'] = JSON.stringify(link);
  }
  const meta = { token_prefix: tokenPrefix(delivery.lookup), delivery_id: delivery.id };
  return Buffer.from(
    `{"event":${JSON.stringify(delivery.event)},"timestamp":"${delivery.created_at.toISOString()}",` +
      `"data":{"conversation":${extendCard(withoutStatus(whole.card), members)}},"_meta":${JSON.stringify(meta)}}`,
  );
}

const statusMember = /^(\{"id":"[^"\\]*",)"status":"[a-z_]*",/;

/** The reference's payload has no status: the event says that the conversation is completed. */
function withoutStatus(card: string): string {
  if (statusMember.test(card)) return card.replace(statusMember, '$1');
  const { status: _, ...shown }: Record<string, unknown> = JSON.parse(card);
  return JSON.stringify(shown);
}
