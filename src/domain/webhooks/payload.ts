import { extendCard } from '../conversations/card.ts';
import { unpackTranscriptJson } from '../conversations/packed-transcript.ts';
import { signLink } from '../recordings/signed-link.ts';
import { tokenPrefix } from '../tokens/token-format.ts';
import type { BodyParts, DueDelivery } from './queries.ts';

/**
 * The bytes of one delivery: the conversation with transcript, insights and a link to the recording, signed with `linkKey`,
 * only where the subscription's token may have them. Every attempt sends the same bytes: whoever changes what is made here
 * keeps the earlier form for deliveries that are queued already.
 */
export function renderPayload(linkKey: Buffer, delivery: DueDelivery, parts: BodyParts): Buffer {
  if (parts.body) return parts.body;
  if (parts.card === null) throw new Error(`Nothing is there to make the body of delivery ${delivery.id}`);
  const members: Record<string, string> = {};
  if (delivery.scopes.includes('transcripts')) members['transcript'] = transcriptOf(delivery, parts);
  if (delivery.scopes.includes('insights')) members['insights'] = parts.insights ?? 'null';
  if (delivery.scopes.includes('recordings') && delivery.include_recordings) {
    members['recording_url'] = JSON.stringify(recordingLink(linkKey, delivery.account_id, parts));
  }
  const meta = { token_prefix: tokenPrefix(delivery.lookup), delivery_id: delivery.id };
  return Buffer.from(
    `{"event":${JSON.stringify(delivery.event)},"timestamp":"${delivery.created_at.toISOString()}",` +
      `"data":{"conversation":${extendCard(withoutStatus(parts.card), members)}},"_meta":${JSON.stringify(meta)}}`,
  );
}

/** Of parts that several deliveries share. */
const unpacked = new WeakMap<BodyParts, string>();

function transcriptOf({ conversation_id: conversationId }: DueDelivery, parts: BodyParts): string {
  const { transcript: deflated, transcript_bytes: bytes } = parts;
  if (deflated === null || bytes === null) return 'null';
  const known = unpacked.get(parts);
  if (known !== undefined) return known;
  const json = unpackTranscriptJson(conversationId, { deflated, bytes });
  unpacked.set(parts, json);
  return json;
}

function recordingLink(linkKey: Buffer, accountId: string, parts: BodyParts): string | null {
  const { recording_id: recordingId, public_url: publicUrl, frozen_at: frozenAt } = parts;
  if (recordingId === null || publicUrl === null || frozenAt === null) return null;
  return signLink(linkKey, publicUrl, { accountId, recordingId }, frozenAt).url;
}

const statusMember = /^(\{"id":"[^"\\]*",)"status":"[a-z_]*",/;

/** The reference's payload has no status: the event says that the conversation is completed. */
function withoutStatus(card: string): string {
  if (statusMember.test(card)) return card.replace(statusMember, '$1');
  const { status: _, ...shown }: Record<string, unknown> = JSON.parse(card);
  return JSON.stringify(shown);
}
