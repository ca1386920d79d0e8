import { extendCard } from '../conversations/card.ts';
import { unpackTranscriptJson } from '../conversations/packed-transcript.ts';
import { signLink } from '../recordings/signed-link.ts';
import { tokenPrefix } from '../tokens/token-format.ts';
import type { WebhookContent } from './contents.ts';
import type { DueDelivery } from './queries.ts';

/** A conversation as bodies show it, as JSON. The reference's has no status: the event says that it is completed. */
export function shownConversation({ status: _, ...shown }: { status: string }): string {
  return JSON.stringify(shown);
}

/**
 * The bytes of one delivery: the conversation with transcript, insights and a link to the recording, signed with `linkKey`,
 * only where the subscription's token may have them. Every attempt sends the same bytes: whoever changes what is made here
 * keeps the earlier form for deliveries that are queued already.
 */
export function renderPayload(linkKey: Buffer, delivery: DueDelivery, content: WebhookContent): Buffer {
  const { conversation } = content;
  if (conversation === null) throw new Error(`Nothing is there to make the body of delivery ${delivery.id}`);
  const members: Record<string, string> = {};
  if (delivery.scopes.includes('transcripts')) members['transcript'] = transcriptOf(delivery, content);
  if (delivery.scopes.includes('insights')) members['insights'] = content.insights ?? 'null';
  if (delivery.scopes.includes('recordings') && delivery.include_recordings) {
    members['recording_url'] = JSON.stringify(recordingLink(linkKey, delivery, content));
  }
  const meta = { token_prefix: tokenPrefix(delivery.lookup), delivery_id: delivery.id };
  return Buffer.from(
    `{"event":${JSON.stringify(delivery.event)},"timestamp":"${delivery.created_at.toISOString()}",` +
      `"data":{"conversation":${extendCard(conversation, members)}},"_meta":${JSON.stringify(meta)}}`,
  );
}

/** Of contents that several deliveries share. */
const unpacked = new WeakMap<WebhookContent, string>();

function transcriptOf({ conversation_id: conversationId }: DueDelivery, content: WebhookContent): string {
  const { transcript: deflated, transcript_bytes: bytes } = content;
  if (deflated === null || bytes === null) return 'null';
  const known = unpacked.get(content);
  if (known !== undefined) return known;
  const json = unpackTranscriptJson(conversationId, { deflated, bytes });
  unpacked.set(content, json);
  return json;
}

function recordingLink(linkKey: Buffer, delivery: DueDelivery, content: WebhookContent): string | null {
  const { account_id: accountId, link_base_url: baseUrl, link_made_at: madeAt } = delivery;
  const { recording_id: recordingId } = content;
  if (recordingId === null || baseUrl === null || madeAt === null) return null;
  return signLink(linkKey, baseUrl, { accountId, recordingId }, madeAt).url;
}
