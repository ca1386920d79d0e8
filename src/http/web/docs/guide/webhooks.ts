import { type Html, html } from '../../html.ts';
import { codeBlock, jsonBlock } from '../code-block.ts';
import { completedPayload } from '../examples.ts';
import { aside, heading, pair, table } from '../prose.ts';
import { extensionMark } from '../schema-list.ts';
import { docsPath, eventPath, linkTo, type Site } from '../site.ts';
import { verificationCode } from '../verification-code.ts';

const headers = `X-Webhook-Signature: sha256=<hmac_sha256_of_raw_body>
X-Webhook-Event: conversation.completed
X-Webhook-Delivery-Id: <delivery_uuid>
X-Webhook-Timestamp: <unix_timestamp_seconds>`;

export function webhooks(site: Site): Html {
  return html`<p>Webhook deliveries use event <code>conversation.completed</code> with signed requests. Each is a POST of JSON to your address, sent when transcript, summary and insights are ready. An admin makes subscriptions in <strong>Settings → Webhooks</strong>.</p>
${heading(3, 'Delivery headers')}
${pair(
  html`<p>Every try of a delivery has the same id and the same body. The timestamp is that of the try, in Unix seconds.</p>
<p>${extensionMark} Beside these the server sends the three headers of Standard Webhooks, <code>webhook-id</code>, <code>webhook-timestamp</code> and <code>webhook-signature</code>, for receivers that use its libraries.</p>`,
  codeBlock({ title: 'Delivery headers', language: 'http', text: headers }),
)}
${heading(3, 'Payload')}
${pair(
  html`<p>The body holds the conversation as it was when it was completed. <code>delivery_id</code> in <code>_meta</code> is the id of the header, and the signature covers it.</p>
${aside('Note', html`<p>Optional conversation fields are scope-dependent: <code>transcript</code> requires <code>transcripts</code>, <code>insights</code> requires <code>insights</code>, and <code>recording_url</code> requires <code>recordings</code> scope plus token recording access.</p>`)}`,
  jsonBlock('conversation.completed payload', completedPayload, '#/components/schemas/WebhookPayload'),
)}
${verification()}
${delivery(site)}
${aside('Warning', html`<p>If your account has not enabled automatic webhook dispatch yet, use transcript polling via <code>/rest/conversations/:id/transcript</code> and treat webhooks as optional until rollout completes.</p>`)}`;
}

function verification(): Html {
  return html`${heading(3, 'Verify the signature')}
${pair(
  html`<p><code>X-Webhook-Signature</code> is <code>sha256=</code> and the HMAC-SHA256 of the raw body in hexadecimal. The key is the subscription’s whole secret, <code>whsec_</code> included.</p>
<p>Take the bytes as they arrived: a body that was parsed and written again has other bytes. Compare in constant time, as the code does. Answer 401 where it does not hold.</p>
<p>While a secret is being changed, <code>X-Webhook-Signature-Next</code> is made with the new one. Accept a delivery where either holds.</p>`,
  [
    codeBlock({ title: 'Node.js', language: 'javascript', text: verificationCode.javascript }),
    codeBlock({ title: 'Python', language: 'python', text: verificationCode.python }),
  ],
)}`;
}

function delivery({ reference }: Site): Html {
  const events = reference.events.map((event) => [
    html`<a href="${linkTo(docsPath, eventPath(event))}"><code>${event.name}</code></a>`,
    html`${event.summary}${event.isExtension ? html` ${extensionMark}` : ''}`,
  ]);
  return html`${heading(3, 'Tries')}
<p>Any 2xx counts as delivered. Other answers, and none within 15 seconds, are tried again: up to ten tries over about three days. 410 ends the subscription.</p>
<p>A delivery may arrive more than once. Keep the <code>_meta.delivery_id</code> that you have handled for at least four days, and answer a repeated one with 2xx. Store the body, answer, and work afterwards. Deliveries come in no fixed order.</p>
<p><code>GET /rest/webhooks/deliveries</code> lists those of the last 7 days with their outcome.</p>
${heading(3, 'Events')}
${table(['Event', 'Sent when'], events)}`;
}
