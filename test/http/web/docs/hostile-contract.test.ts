import { expect, test } from 'vitest';
import { readReference } from '../../../../contract/reference/api-reference.ts';
import { type Fields, isFields } from '../../../../contract/reference/document.ts';
import { readContract } from '../../../../src/http/api/contract.ts';
import { eventPage } from '../../../../src/http/web/docs/event-page.ts';
import { operationPage } from '../../../../src/http/web/docs/operation-page.ts';
import { render } from '../../../../src/http/web/docs/page.ts';
import { referencePage } from '../../../../src/http/web/docs/reference-page.ts';

const mark = '"><img src=x onerror=alert(1)>\'&';

/** The same node with the mark behind each text that people read. */
function marked(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(marked);
  if (!isFields(node)) return node;
  const shown = ['summary', 'description', 'x-fault', 'email', 'message', 'quote', 'title'];
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      typeof value === 'string' && shown.includes(name) ? value + mark : marked(value),
    ]),
  );
}

test('no text of the contract becomes markup', () => {
  const document: Fields = { ...readContract('partner').document };
  const hostile = marked(document);
  if (!isFields(hostile)) throw new Error('The contract is no object');
  const site = { reference: readReference(hostile), publicUrl: 'http://localhost', version: '1' };
  const pages = [
    referencePage(site),
    ...site.reference.groups.flatMap(({ operations }) => operations.map((one) => operationPage(site, one))),
    ...site.reference.events.map(eventPage),
  ];
  expect(pages.length).toBeGreaterThan(12);
  for (const page of pages) {
    const text = render(site, page).toString();
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text.replaceAll(/<img src="[^"]*docs\/icon\.svg"/g, '')).not.toContain('<img');
  }
});
