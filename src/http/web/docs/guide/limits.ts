import { type Html, html, type Piece } from '../../html.ts';
import { codeBlock, jsonBlock } from '../code-block.ts';
import { aside, heading, pair, sentence, table } from '../prose.ts';
import type { Site } from '../site.ts';

/** Of a token that was made without wishes. */
const defaults = { requests_per_minute: 60, daily_conversation_quota: 1000 };

/** In the reference's words. */
const documented: Record<string, string> = {
  200: 'request succeeded',
  400: 'invalid parameters',
  401: 'missing, invalid, revoked, or expired token',
  403: 'required scope missing',
  404: 'resource not found for this token/account scope',
  429: 'rate limit exceeded',
  500: 'internal server error',
};

const error = { statusCode: 403, message: "Token does not have the 'transcripts' scope", error: 'Forbidden' };

const limitHeaders = `RateLimit-Policy: "minute";q=60;w=60, "day";q=1000;w=86400
RateLimit: "minute";r=59;t=60, "day";r=998;t=51480
X-RateLimit-Limit: 60
X-RateLimit-Remaining: 59
X-RateLimit-Reset: 1780479780
Retry-After: 12`;

export function limits(site: Site): Html {
  return html`${heading(3, 'Rate Limits')}
${pair(
  html`<p>Limits are configured per token. Daily quota counts unique conversations accessed per day.</p>
<p>The minute is any span of 60 seconds, not a minute of the clock. A refused request does not count, so trying again does not prolong the wait.</p>
<p>A conversation counts once in a UTC day, however often it is read. Rows of the list do not count. When the quota is used up, conversations that were read today stay readable.</p>`,
  jsonBlock('Limits of a token', defaults),
)}
${pair(
  html`<p>Every answer to a valid token tells what is left. In <code>RateLimit</code>, <code>r</code> is what remains and <code>t</code> the seconds until there is more. With 429 comes <code>Retry-After</code>, the same number as <code>retryAfter</code> in the body.</p>`,
  codeBlock({ title: 'Limit headers', language: 'http', text: limitHeaders }),
)}
${heading(3, 'HTTP Status Codes')}
${pair(
  html`<ul class="statuses">${Object.entries(documented).map(([status, meaning]) => html`<li><code>${status}</code> ${meaning}</li>`)}</ul>
<p>An error’s body always has these three properties; 429 also has <code>retryAfter</code>. The message names the parameter or the scope. It may change in wording, so decide by the status.</p>`,
  jsonBlock('Example error payload', error, '#/components/schemas/Error'),
)}
${heading(3, 'Further status codes')}
<p>The contract of this server names a few more. The page of each operation tells which it can answer.</p>
${table(['Status', 'When'], further(site))}`;
}

/** Statuses that the reference does not list, each as the first operation that has it tells it. */
function further({ reference }: Site): Piece[][] {
  const found = new Map<string, string>();
  for (const { answers } of reference.groups.flatMap(({ operations }) => operations))
    for (const { status, description } of answers)
      if (!(status in documented) && !found.has(status)) found.set(status, description);
  return [...found]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([status, description]) => [html`<code>${status}</code>`, html`${sentence(description)}`]);
}

export function support({ reference: { supportEmail } }: Site): Html {
  return aside(
    'Note',
    html`<p>Questions about integration behavior or contract details? Email <a href="mailto:${supportEmail}">${supportEmail}</a>.</p>`,
  );
}
