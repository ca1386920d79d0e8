import type { SchemaNode } from '../../../../contract/reference/schema-tree.ts';
import { type Html, html, type Piece } from '../html.ts';
import { sentence } from './prose.ts';

/** Whether the reader's program sends the JSON or receives it. */
export type Side = 'sent' | 'received';

/** Deeper parts are closed until they are asked for. An only property makes nothing deeper. */
const openLevels = 2;

/** The properties of a schema, those of their objects within them. */
export function schemaList(nodes: readonly SchemaNode[], side: Side, level = 0): Piece {
  if (nodes.length === 0) return '';
  return html`<ul class="schema">${nodes.map((node) => property(node, side, nodes.length > 1 ? level + 1 : level))}</ul>`;
}

function property(node: SchemaNode, side: Side, level: number): Html {
  const { name, children } = node;
  return html`<li><p class="property"><code class="name">${name}</code> ${facts(node, side)}</p>${about(node)}${within(name, schemaList(children, side, level), level)}</li>`;
}

/** A sender needs to know what it must give, a reader what may be missing. */
export function facts({ type, isRequired, isExtension }: SchemaNode, side: Side): Html {
  const told = side === 'sent' ? isRequired && 'required' : !isRequired && 'may be absent';
  return html`<span class="type">${type}</span>${told ? html` <span class="required">${told}</span>` : ''}${isExtension ? html` ${extensionMark}` : ''}`;
}

export const extensionMark = html`<span class="extension" title="Not part of the documented API">extension</span>`;

export function about({ description, bounds, values }: SchemaNode): Piece {
  return [
    description === '' ? '' : html`<p class="about">${sentence(description)}</p>`,
    bounds.length === 0 ? '' : html`<p class="bounds">${bounds.join(', ')}</p>`,
    values.length === 0
      ? ''
      : html`<p class="bounds">${values.length === 1 ? 'Always' : 'One of'} ${listed(values)}</p>`,
  ];
}

const listed = (values: readonly string[]): Piece =>
  values.map((value, i) => html`${i === 0 ? '' : ', '}<code>${value}</code>`);

function within(name: string, list: Piece, level: number): Piece {
  if (list === '' || level < openLevels) return list;
  return html`<details><summary>Within ${name}</summary>${list}</details>`;
}
