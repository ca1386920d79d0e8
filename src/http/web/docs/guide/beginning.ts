import { exampleToken } from '../../../../../contract/reference/curl.ts';
import { type Html, html } from '../../html.ts';
import { codeBlock } from '../code-block.ts';
import { aside, pair } from '../prose.ts';
import { docsPath, linkTo, type Site } from '../site.ts';

export function gettingStarted(): Html {
  return html`<p class="lead">External integrations use the Meetric partner REST API under <code>/rest</code> with <code>mt_*</code> bearer tokens.</p>
<ul class="points">
<li><strong>REST contract</strong>The OpenAPI schema is the source of truth. The server takes its routes and checks from it.</li>
<li><strong>Scoped tokens</strong>Every endpoint is controlled by token scopes. A token reads what its scopes name, and nothing else.</li>
<li><strong>Rate limited</strong>Each token has a limit per minute and a daily quota of conversations.</li>
</ul>`;
}

export function baseUrls({ reference: { baseUrl } }: Site): Html {
  const document = `${baseUrl}/openapi.json`;
  const specification = linkTo(docsPath, new URL(document).pathname);
  return html`${pair(
    html`<p>All paths on these pages stand below one address. It is this server’s own; behind a proxy the operator sets it as <code>PUBLIC_URL</code>.</p>
<p>The <a href="${specification}">OpenAPI document</a> needs no token. It is OpenAPI 3.1, so clients can be generated from it.</p>`,
    [
      codeBlock({ title: 'Base URL', language: 'text', text: `REST API base URL: ${baseUrl}` }),
      codeBlock({ title: 'OpenAPI', language: 'text', text: `OpenAPI spec: ${document}` }),
    ],
  )}
${aside('Note', html`<p>Use the OpenAPI spec above as the canonical endpoint and schema reference.</p>`)}`;
}

export function authentication({ reference: { baseUrl } }: Site): Html {
  return html`${pair(
    html`<p>Generate tokens in <strong>Settings → API Tokens</strong>. Tokens are shown once and should be stored securely, like a password: not in a repository, and not in a web page.</p>
<p>Send the token as a bearer token with every request. <code>GET /rest/account</code> needs no scope, so it shows whether a token works.</p>
<p>On the server itself, <code>bin/meetric token create --name NAME --scopes LIST</code> makes a token too.</p>`,
    codeBlock({
      title: 'Bearer token request',
      language: 'bash',
      text: `curl -X GET "${baseUrl}/conversations?limit=25" \\\n  -H "Authorization: Bearer ${exampleToken}"`,
    }),
  )}
${aside('Warning', html`<p>External partner integrations should use <code>/rest</code> endpoints only. Internal JWT endpoints under <code>/api/v1</code> are not part of this partner API contract.</p>`)}`;
}
