import type {
  ApiAnswer,
  ApiOperation,
  ApiParameter,
  Content,
} from '../../../../contract/reference/api-reference.ts';
import { curlOf, exampleRequests } from '../../../../contract/reference/curl.ts';
import type { SchemaNode } from '../../../../contract/reference/schema-tree.ts';
import { type Html, html, type Piece } from '../html.ts';
import { codeBlock, jsonBlock } from './code-block.ts';
import { scopeText } from './guide/endpoints.ts';
import type { Page } from './page.ts';
import { heading, pair, paragraphs, sentence, table } from './prose.ts';
import { about, extensionMark, facts, type Side, schemaList } from './schema-list.ts';
import { docsPath, linkTo, operationPath, type Site, shortTitle } from './site.ts';

export function operationPage(site: Site, operation: ApiOperation): Page {
  const path = operationPath(operation);
  const title = shortTitle(operation);
  const { body, answers } = operation;
  return {
    path,
    title,
    about: `${operation.method} ${operation.path}: ${operation.summary}.`,
    main: html`<p class="crumbs"><a href="${linkTo(path, docsPath)}">API Reference</a> / ${title}</p>
<h1>${title}</h1>
<p class="route"><span class="method ${operation.method.toLowerCase()}">${operation.method}</span> <code class="path">${operation.path}</code>${operation.isExtension ? html` ${extensionMark}` : ''}</p>
${pair(html`${paragraphs(operation.description)}${conditions(operation)}`, requests(site, operation))}
${parameters(operation.parameters)}
${body ? html`<section>${heading(2, 'Body')}${paragraphs(body.description)}${contents(body.contents, 'sent')}</section>` : ''}
${answers.filter(isSuccess).map(success)}
${errors(answers)}`,
  };
}

const isSuccess = ({ status }: ApiAnswer): boolean => status.startsWith('2');

function conditions(operation: ApiOperation): Html {
  const { scopes, countsTowardQuota, tokenFlag } = operation;
  const scope =
    scopes.length === 0 && tokenFlag === null
      ? html`none: any valid token`
      : html`<code>${scopeText(operation)}</code>`;
  return html`<dl class="conditions"><div><dt>Scope</dt><dd>${scope}</dd></div><div><dt>Daily quota</dt><dd>${
    countsTowardQuota ? 'counts, each conversation once a day' : 'does not count'
  }</dd></div></dl>`;
}

function requests({ reference: { baseUrl } }: Site, operation: ApiOperation): Html[] {
  const all = exampleRequests(operation, baseUrl);
  return all.map((filled) => {
    const title = all.length === 1 ? 'Request' : `Request with ${filled.body?.mediaType}`;
    return codeBlock({ title, language: 'bash', text: curlOf(operation, filled) });
  });
}

const places: Record<string, string> = { path: 'in the path', query: 'in the query', header: 'a header' };

function parameters(all: readonly ApiParameter[]): Piece {
  if (all.length === 0) return '';
  const items = all.map(
    (one) =>
      html`<li><p class="property"><code class="name">${one.name}</code> ${facts(one, 'sent')} <span class="place">${places[one.in] ?? ''}</span></p>${
        one.rule === '' ? about(one) : about({ ...one, bounds: [] })
      }${rule(one)}</li>`,
  );
  return html`<section>${heading(2, 'Parameters')}<ul class="schema">${items}</ul></section>`;
}

function rule({ rule: text, bounds, values }: ApiParameter): Piece {
  if (text === '' || values.length > 0) return '';
  const otherwise = bounds.filter((bound) => bound.startsWith('default'));
  return html`<p class="bounds">${sentence([text.charAt(0).toUpperCase() + text.slice(1), ...otherwise].join('; '))}</p>`;
}

/** Schema and examples of a body. */
export function contents(all: readonly Content[], side: Side): Html[] {
  return all.map(({ mediaType, furtherTypes, schema, schemaPointer, examples }) =>
    pair(
      html`<p class="media">${[mediaType, ...furtherTypes].join(', ')}</p>${schema.children.length === 0 ? about(schema) : schemaList(schema.children, side)}`,
      examples.map(({ summary, value }) =>
        mediaType === 'application/json'
          ? jsonBlock(summary || 'Example', value, schemaPointer)
          : codeBlock({ title: summary || 'Example', language: 'text', text: String(value) }),
      ),
    ),
  );
}

function success({ status, description, headers, contents: all }: ApiAnswer): Html {
  return html`<section>${heading(2, `Answer ${status}`)}${paragraphs(description)}${contents(all, 'received')}${headerList(headers)}</section>`;
}

function headerList(headers: readonly SchemaNode[]): Piece {
  if (headers.length === 0) return '';
  const rows = headers.map(({ name, description }) => [
    html`<code>${name}</code>`,
    html`${sentence(description)}`,
  ]);
  return html`<details class="headers"><summary>Headers of the answer</summary>${table(['Header', 'Meaning'], rows)}</details>`;
}

function errors(answers: readonly ApiAnswer[]): Html {
  const others = answers.filter((answer) => !isSuccess(answer));
  const rows = others.map(({ status, description, contents: all }) => [
    html`<code>${status}</code>`,
    html`${sentence(description)}`,
    messagesOf(all).map((message) => html`<code class="message">${message}</code>`),
  ]);
  const shown =
    others.find(({ status }) => status === '403') ?? others.find(({ status }) => status === '401');
  const [content] = shown?.contents ?? [];
  const [example] = content?.examples ?? [];
  return html`<section>${heading(2, 'Other answers')}${table(['Status', 'When', 'Message'], rows)}${
    content && example ? jsonBlock(`Body of a ${shown?.status}`, example.value, content.schemaPointer) : ''
  }</section>`;
}

function messagesOf(all: readonly Content[]): string[] {
  return all.flatMap(({ examples }) =>
    examples.flatMap(({ value }) => {
      const message: unknown = Object(value)['message'];
      return typeof message === 'string' ? [message] : [];
    }),
  );
}
