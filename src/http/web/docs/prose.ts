import { Html, html, type Piece } from '../html.ts';

/** A sentence of plain text in which `…` marks code. */
export function sentence(text: string): Html[] {
  return text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

/** Paragraphs of plain text, divided by empty lines. */
export function paragraphs(text: string): Html[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p>${sentence(part)}</p>`);
}

/** A heading that links to itself. */
export function heading(level: 2 | 3, title: string, id: string = idOf(title)): Html {
  const tag = new Html(`h${level}`);
  return html`<${tag} id="${id}">${title}<a class="anchor" href="#${id}" aria-label="Link to “${title}”">#</a></${tag}>`;
}

export function idOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export type AsideKind = 'Note' | 'Tip' | 'Warning';

export function aside(kind: AsideKind, ...content: Piece[]): Html {
  return html`<aside class="aside ${kind.toLowerCase()}"><p class="kind">${kind}</p><div>${content}</div></aside>`;
}

/** Text, and code that stands beside it where there is room. */
export function pair(text: Piece, code: Piece): Html {
  return html`<div class="pair"><div class="text">${text}</div><div class="beside">${code}</div></div>`;
}

/** A table that scrolls by itself where it is wider than the page. */
export function table(columns: readonly string[], rows: readonly (readonly Piece[])[]): Html {
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  const body = rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, i) => html`<td data-label="${columns[i] ?? ''}">${cell}</td>`)}</tr>`,
  );
  return html`<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
