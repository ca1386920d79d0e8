import { extendCard } from '../conversations/card.ts';
import { unpackTranscriptJson } from '../conversations/packed-transcript.ts';
import { signLink } from '../recordings/signed-link.ts';
import { tokenPrefix } from '../tokens/token-format.ts';
import type { DueDelivery, KeptBody } from './queries.ts';

/**
 * The bytes of one delivery, made of what was kept when it was first claimed: the conversation as it was then, with transcript,
 * insights and a link to the recording, signed with `linkKey`, only where the subscription's token may have them. Every attempt
 * sends the same bytes: whoever changes what is made here keeps the earlier form for what was kept before.
 */
export function renderPayload(linkKey: Buffer, delivery: DueDelivery, kept: KeptBody): Buffer {
  if (kept.body) return kept.body;
  if (kept.card === null) throw new Error(`Nothing is kept of the body of delivery ${delivery.id}`);
  const members: Record<string, string> = {};
  if (delivery.scopes.includes('transcripts')) members['transcript'] = transcriptOf(delivery, kept);
  if (delivery.scopes.includes('insights')) members['insights'] = kept.insights ?? 'null';
  if (delivery.scopes.includes('recordings') && delivery.include_recordings) {
    members['recording_url'] = JSON.stringify(recordingLink(linkKey, delivery.account_id, kept));
  }
  const meta = { token_prefix: tokenPrefix(delivery.lookup), delivery_id: delivery.id };
  return Buffer.from(
    `{"event":${JSON.stringify(delivery.event)},"timestamp":"${delivery.created_at.toISOString()}",` +
      `"data":{"conversation":${extendCard(withoutStatus(kept.card), members)}},"_meta":${JSON.stringify(meta)}}`,
  );
}

function transcriptOf(
  { conversation_id: conversationId }: DueDelivery,
  { transcript: deflated, transcript_bytes: bytes }: KeptBody,
): string {
  if (deflated === null || bytes === null) return 'null';
  return unpackTranscriptJson(conversationId, { deflated, bytes });
}

function recordingLink(linkKey: Buffer, accountId: string, kept: KeptBody): string | null {
  const { recording_id: recordingId, public_url: publicUrl, frozen_at: frozenAt } = kept;
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
