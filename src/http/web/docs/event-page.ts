import type { WebhookEvent } from '../../../../contract/reference/api-reference.ts';
import { html } from '../html.ts';
import { contents } from './operation-page.ts';
import type { Page } from './page.ts';
import { heading, paragraphs, sentence, table } from './prose.ts';
import { extensionMark, schemaList } from './schema-list.ts';
import { docsPath, eventPath, linkTo } from './site.ts';

export function eventPage(event: WebhookEvent): Page {
  const path = eventPath(event);
  const { name, summary, description, isExtension, headers, answers } = event;
  return {
    path,
    title: name,
    about: `The webhook ${name}: ${summary}.`,
    main: html`<p class="crumbs"><a href="${linkTo(path, docsPath)}">API Reference</a> / <a href="${linkTo(path, docsPath)}#webhooks">Webhooks</a> / ${name}</p>
<h1>${summary}</h1>
<p class="route"><span class="method post">POST</span> <code class="path">${name}</code>${isExtension ? html` ${extensionMark}` : ''}</p>
${paragraphs(description)}
<p>How to check its signature stands under <a href="${linkTo(path, docsPath)}#verify-the-signature">Verify the signature</a>.</p>
<section>${heading(2, 'Headers')}${schemaList(headers, 'received')}</section>
<section>${heading(2, 'Body')}${contents(event.contents, 'received')}</section>
<section>${heading(2, 'Your answer')}${table(
      ['Status', 'Meaning'],
      answers.map((answer) => [html`<code>${answer.status}</code>`, html`${sentence(answer.description)}`]),
    )}</section>`,
  };
}
