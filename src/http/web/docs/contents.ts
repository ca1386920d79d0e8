import { type Html, html, type Piece } from '../html.ts';
import { sections } from './sections.ts';
import { docsPath, eventPath, linkTo, operationPath, type Site, shortTitle } from './site.ts';

interface Entry {
  title: string;
  path: string;
  method?: string;
}

/** The whole documentation as links, the open page marked. */
export function contents({ reference }: Site, path: string): Html {
  const guide = sections.map(
    ({ title, id }) =>
      html`<li><a href="${path === docsPath ? '' : linkTo(path, docsPath)}#${id}">${title}</a></li>`,
  );
  const groups = reference.groups.filter(({ operations }) => operations.length > 0);
  return html`<nav class="contents" id="contents" aria-label="Contents">
<h2>API Reference</h2><ul>${guide}</ul>
${groups.map(({ name, operations }) =>
  list(
    path,
    name,
    operations.map((one) => ({ title: shortTitle(one), path: operationPath(one), method: one.method })),
  ),
)}
${list(
  path,
  'Webhook events',
  reference.events.map((event) => ({ title: event.name, path: eventPath(event) })),
)}
</nav>`;
}

function list(path: string, title: string, entries: readonly Entry[]): Piece {
  const items = entries.map((entry) => {
    const current = entry.path === path ? html` aria-current="page"` : '';
    const method = entry.method
      ? html`<span class="method ${entry.method.toLowerCase()}">${entry.method}</span>`
      : '';
    return html`<li><a href="${linkTo(path, entry.path)}"${current}><span>${entry.title}</span>${method}</a></li>`;
  });
  return html`<h2>${title}</h2><ul>${items}</ul>`;
}
