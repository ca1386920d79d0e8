import type { ApiOperation } from '../../../../../contract/reference/api-reference.ts';
import { type Html, html, type Piece } from '../../html.ts';
import { jsonBlock } from '../code-block.ts';
import { aside, heading, pair, table } from '../prose.ts';
import { extensionMark } from '../schema-list.ts';
import { docsPath, linkTo, operationPath, type Site } from '../site.ts';

export function endpoints({ reference }: Site): Html {
  const operations = reference.groups.flatMap((group) => group.operations);
  return html`<p>Current partner API endpoints and required scopes, made from the contract that this server runs on. Each description leads to parameters, schema, examples and errors.</p>
${table(['Method', 'Path', 'Scope', 'Description'], operations.map(row))}
${aside('Note', html`<p><code>GET /rest/conversations</code> is limited to the last 30 days and max <code>limit=25</code> per page. Use <code>pagination.next_cursor</code> for additional pages.</p>`)}
${heading(3, 'Scopes')}
<p>“none” still means a valid token. Without the scope an endpoint answers 403. In an answer, a field that the scopes do not cover is absent; one that is covered but not ready yet is <code>null</code>.</p>
<p>Recording access (<code>include_recordings</code>) is a property of the token. It is chosen when the token is made, and cannot be asked for in a request.</p>
${heading(3, 'Pages')}
${pair(
  html`<p>Lists come in pages, newest first. Send <code>next_cursor</code> as <code>cursor</code> for the next page; at the end it is <code>null</code>. A cursor fits only the same account and the same filters.</p>
<p>Conversations that arrive while you page are neither repeated nor skipped.</p>`,
  jsonBlock(
    'pagination',
    { next_cursor: 'AWFhYWFhYWFhLWJiYmItY2NjYw', has_more: true, limit: 25 },
    '#/components/schemas/Pagination',
  ),
)}
${heading(3, 'Answers')}
<p>Success is 200 with a JSON object. Its <code>_meta</code> has the token’s prefix and the time. Times are UTC in ISO 8601 with milliseconds; durations and times in transcripts are seconds.</p>
<p>Every successful GET has an <code>ETag</code>. Send it back in <code>If-None-Match</code>: as long as nothing has changed, the answer is 304 without a body. Every answer has an <code>X-Request-Id</code>; quote it when you ask for help.</p>`;
}

function row(operation: ApiOperation): Piece[] {
  const { method, path, summary, isExtension } = operation;
  return [
    html`<span class="method ${method.toLowerCase()}">${method}</span>`,
    html`<code class="path">${path}</code>`,
    html`<code>${scopeText(operation)}</code>`,
    html`<a href="${linkTo(docsPath, operationPath(operation))}">${summary}</a>${isExtension ? html` ${extensionMark}` : ''}`,
  ];
}

/** As the reference writes it. */
export function scopeText({ scopes, tokenFlag }: Pick<ApiOperation, 'scopes' | 'tokenFlag'>): string {
  const all = tokenFlag === null ? scopes : [...scopes, `${tokenFlag}=true`];
  return all.join(' + ') || 'none';
}
