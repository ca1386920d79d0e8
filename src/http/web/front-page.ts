import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { partnerPrefix } from '../partner/partner-api.ts';
import { prefersHtml } from './accept.ts';
import type { BuiltPages } from './built-pages.ts';
import { sendApp } from './web-app.ts';

const what =
  'A self-hosted conversation-intelligence server. Recordings and transcripts of calls and meetings go in; transcripts with ' +
  'speakers, summaries, topics and insights come out, over a REST API and signed webhooks.';

interface Place {
  name: string;
  /** Below this page. */
  path: string;
  about: string;
}

const places: Place[] = [
  {
    name: 'The API’s document',
    path: `${partnerPrefix}/openapi.json`,
    about: 'OpenAPI 3.1; it needs no token',
  },
  { name: 'Health', path: '/healthz', about: 'whether the process answers' },
  { name: 'Readiness', path: '/readyz', about: 'database, migrations and worker' },
  { name: 'Figures', path: '/metrics', about: 'for Prometheus' },
];

const docs =
  'README.md and docs/ in the program’s folder: docs/api.md, docs/webhooks.md, docs/self-hosting.md and more.';
const tokens = 'Every call needs a token, which is made where the server runs:';
const buildCommand = 'npm ci && npm run build:web';
const commandsOf = (base: string): string[] => [
  'bin/meetric token create --name NAME --scopes all',
  `curl ${base}/account -H "Authorization: Bearer mt_…"`,
];

/**
 * The server's address itself. Browsers get the app, or, where it is not built, a page that says what to run. Others get
 * a text that says what this is and where to go on.
 */
export function registerFrontPage(app: FastifyInstance, context: Context, built: BuiltPages | null): void {
  let pages: { html: Buffer; text: Buffer } | null = null;
  app.route({
    method: ['GET', 'HEAD'],
    url: '/',
    async handler(request, reply) {
      // Made when it is first asked for: the server's address is known then.
      pages ??= pagesOf(context.publicUrl() + partnerPrefix);
      const html = prefersHtml(request.headers.accept);
      if (html && built) return sendApp(built, request, reply);
      return reply
        .headers({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer', vary: 'Accept' })
        .type(`text/${html ? 'html' : 'plain'}; charset=utf-8`)
        .send(html ? pages.html : pages.text);
    },
  });
}

const pagesOf = (base: string) => ({ html: Buffer.from(pageOf(base)), text: Buffer.from(textOf(base)) });

function textOf(base: string): string {
  const root = base.slice(0, -partnerPrefix.length);
  return [
    'Meetric',
    '',
    what,
    '',
    `The API: ${base}`,
    `  ${tokens}`,
    ...commandsOf(base).map((command) => `  ${command}`),
    ...places.map(({ name, path, about }) => `${name}: ${root}${path} (${about})`),
    `Documentation: ${docs}`,
    '',
  ].join('\n');
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 44rem; padding: 2rem 1rem; }
h1 { margin: 0 0 0.5rem; }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: 0; }
code, pre { font: 0.9rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { border: 1px solid; border-radius: 0.3rem; margin: 0.25rem 0; padding: 0.5rem 0.75rem; white-space: pre-wrap; }
a { color: LinkText; }
`;

/** Nothing is loaded or run but this style. */
const policy = [
  `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'`,
  `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
].join('; ');

function pageOf(base: string): string {
  // Links are relative, so that the page may lie below a path.
  const items = places.map(
    ({ name, path, about }) =>
      `<dt><a href=".${escaped(path)}">${escaped(name)}</a></dt><dd><code>${escaped(path)}</code>, ${escaped(about)}</dd>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Meetric</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Meetric</h1>
<p>${escaped(what)}</p>
<p><strong>The pages of the app are not built.</strong> Run this in the program’s folder, then start the server again:</p>
<pre>${buildCommand}</pre>
<dl>
<dt>The API</dt><dd><code>${escaped(base)}</code><br>${tokens}
<pre>${commandsOf(base).map(escaped).join('\n')}</pre></dd>
${items.join('\n')}
<dt>Documentation</dt><dd>${escaped(docs)}</dd>
</dl>
</main>
</body>
</html>
`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
