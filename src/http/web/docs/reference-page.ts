import { html } from '../html.ts';
import type { Page } from './page.ts';
import { heading } from './prose.ts';
import { sections } from './sections.ts';
import { docsPath, type Site } from './site.ts';

/** The guide: all that one needs before the first call, on one page. */
export function referencePage(site: Site): Page {
  return {
    path: docsPath,
    title: 'API Reference',
    about: 'How integrations read conversations, transcripts and insights from this Meetric server.',
    main: html`<p class="crumbs">Documentation / API Reference</p>
<h1>API Reference</h1>
${sections.map(({ title, id, content }) => html`<section>${heading(2, title, id)}${content(site)}</section>`)}`,
  };
}
