import { html } from '../html.ts';
import type { Page } from './page.ts';
import { docsPath } from './site.ts';

export const notFoundPage: Page = {
  path: docsPath,
  title: 'No such page',
  about: 'The documentation has no page at this address.',
  main: html`<h1>No such page</h1>
<p>The documentation has no page at this address. The contents name all that there are.</p>`,
};
