/** Finds in a contract what its lint looks at. Places are JSON pointers. */
import { z } from 'zod';
import { type Contract, escapeStep, type Fields } from '../src/http/api/contract.ts';

export interface Example {
  pointer: string;
  schemaPointer: string;
  value: unknown;
}

interface Node {
  pointer: string;
  fields: Fields;
}

const fieldsSchema = z.record(z.string(), z.unknown());

/** Every example of a body, parameter or header, with the place of its schema. */
export function examples({ document, resolve }: Contract): Example[] {
  const found: Example[] = [];
  for (const { pointer, fields } of nodesOutsideSchemas(document)) {
    if (!('schema' in fields)) continue;
    const schemaPointer = `${pointer}/schema`;
    if ('example' in fields)
      found.push({ pointer: `${pointer}/example`, schemaPointer, value: fields['example'] });
    for (const [name, example] of Object.entries(fieldsSchema.parse(fields['examples'] ?? {}))) {
      const { value } = resolve(example);
      found.push({ pointer: `${pointer}/examples/${name}`, schemaPointer, value });
    }
  }
  return found;
}

/** The places of all JSON bodies. */
export function bodies({ document }: Contract): string[] {
  return nodesOutsideSchemas(document)
    .map(({ pointer }) => pointer)
    .filter((pointer) => pointer.endsWith('/content/application~1json'));
}

/** Every schema of an object, nested ones too. */
export function objectSchemas({ document }: Contract): { pointer: string; schema: Fields }[] {
  return nodes(document, '#', () => true)
    .filter(({ fields }) => [fields['type']].flat().includes('object'))
    .map(({ pointer, fields }) => ({ pointer, schema: fields }));
}

function nodesOutsideSchemas(document: Fields): Node[] {
  return nodes(
    document,
    '#',
    (pointer) => pointer !== '#/components/schemas' && !pointer.endsWith('/schema'),
  );
}

function nodes(value: unknown, pointer: string, enters: (pointer: string) => boolean): Node[] {
  if (typeof value !== 'object' || value === null || !enters(pointer)) return [];
  const own = Array.isArray(value) ? [] : [{ pointer, fields: fieldsSchema.parse(value) }];
  return Object.entries(value).reduce<Node[]>((found, [key, child]) => {
    if (key === 'example' || key === 'examples') return found;
    return found.concat(nodes(child, `${pointer}/${escapeStep(key)}`, enters));
  }, own);
}
