import { extendCard } from '../conversations/card.ts';
import type { Failure } from '../conversations/failure.ts';
import { unpackTranscriptJson } from '../conversations/packed-transcript.ts';
import { signLink } from '../recordings/signed-link.ts';
import { tokenPrefix } from '../tokens/token-format.ts';
import type { WebhookContent } from './contents.ts';
import { documentedEvent } from './events.ts';
import type { DueWebhook } from './queries.ts';
import { testContentId } from './test-content.ts';

/** A conversation as bodies show it, as JSON. The reference's has no status: the event says that it is completed. */
export function shownConversation({ status: _, ...shown }: { status: string }): string {
  return JSON.stringify(shown);
}

/** A failure as bodies tell it. The reason is a code too: no name of a file, and nothing that a provider wrote. */
export function failedConversation({
  id,
  title,
  failure,
}: {
  id: string;
  title: string;
  failure: Failure;
}): string {
  const reason = ('problem' in failure && failure.problem) || null;
  return JSON.stringify({ id, title, failure: { code: failure.code, reason } });
}

/**
 * The bytes of one delivery. Transcript, insights and a link to the recording, signed with `linkKey`, are in it only where the
 * subscription's token may have them. Every attempt sends the same bytes: whoever changes what is made here
 * keeps the earlier form for deliveries that are queued already.
 */
export function payloadRenderer(
  linkKey: Buffer,
): (delivery: DueWebhook, content: WebhookContent | null) => Buffer {
  /** Of contents that several deliveries share. */
  const unpacked = new WeakMap<WebhookContent, string>();
  return (delivery, content) => renderPayload(linkKey, delivery, content, unpacked);
}

function renderPayload(
  linkKey: Buffer,
  delivery: DueWebhook,
  content: WebhookContent | null,
  unpacked: WeakMap<WebhookContent, string>,
): Buffer {
  const { event, conversationId: id, createdAt } = delivery;
  const shown =
    event === 'conversation.deleted'
      ? JSON.stringify({ id, deleted_at: createdAt.toISOString() })
      : copiedConversation(linkKey, delivery, content, unpacked);
  const isTest = delivery.contentId === testContentId;
  const mark = {
    ...(event === documentedEvent ? {} : { extension: true }),
    ...(isTest && { test: true }),
  };
  const meta = { token_prefix: tokenPrefix(delivery.lookup), delivery_id: delivery.id, ...mark };
  return Buffer.from(
    `{"event":${JSON.stringify(event)},"timestamp":"${createdAt.toISOString()}",` +
      `"data":{"conversation":${shown}},"_meta":${JSON.stringify(meta)}}`,
  );
}

function copiedConversation(
  linkKey: Buffer,
  delivery: DueWebhook,
  content: WebhookContent | null,
  unpacked: WeakMap<WebhookContent, string>,
): string {
  if (content === null || content.conversation === null)
    throw new Error(`Nothing is there to make the body of delivery ${delivery.id}`);
  if (delivery.event === 'conversation.failed') return content.conversation;
  const members: Record<string, string> = {};
  if (delivery.scopes.includes('transcripts'))
    members['transcript'] = transcriptOf(delivery, content, unpacked);
  if (delivery.scopes.includes('insights')) members['insights'] = content.insights ?? 'null';
  if (delivery.scopes.includes('recordings') && delivery.includeRecordings) {
    members['recording_url'] = JSON.stringify(recordingLink(linkKey, delivery, content));
  }
  return extendCard(content.conversation, members);
}

function transcriptOf(
  { conversationId }: DueWebhook,
  content: WebhookContent,
  unpacked: WeakMap<WebhookContent, string>,
): string {
  const { transcript: deflated, transcriptBytes: bytes } = content;
  if (deflated === null || bytes === null) return 'null';
  const known = unpacked.get(content);
  if (known !== undefined) return known;
  const json = unpackTranscriptJson(conversationId, { deflated, bytes });
  unpacked.set(content, json);
  return json;
}

function recordingLink(linkKey: Buffer, delivery: DueWebhook, content: WebhookContent): string | null {
  const { accountId, linkBaseUrl: baseUrl, linkMadeAt: madeAt } = delivery;
  const { recordingId } = content;
  if (recordingId === null || baseUrl === null || madeAt === null) return null;
  return signLink(linkKey, baseUrl, { accountId, recordingId }, madeAt).url;
}
