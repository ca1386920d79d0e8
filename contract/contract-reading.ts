/** Finds in the contract what its tests look at. Places are JSON pointers. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Fields = Record<string, unknown>;

export interface Example {
  pointer: string;
  schemaPointer: string;
  value: unknown;
}

export interface Operation {
  id: string;
  /** Method and path, such as `get /users`. */
  route: string;
  operation: Fields;
  responses: Fields;
}

export const contractText = new URL('./partner.openapi.yaml', import.meta.url);

/** Gives the contract's text and what it says. */
export function readContract(): { text: string; document: Fields } {
  const text = readFileSync(contractText, 'utf8');
  const document: Fields = parse(text);
  return { text, document };
}

/** Takes a node that may be a `$ref` into the same document; gives what it stands for. */
export function resolve(document: Fields, node: unknown): Fields {
  const fields = fieldsOf(node);
  const ref = fields['$ref'];
  if (typeof ref !== 'string') return fields;
  const steps = ref.slice(2).split('/').map(unescapeStep);
  return resolve(
    document,
    steps.reduce<unknown>((at, step) => fieldsOf(at)[step], document),
  );
}

/** Gives every example of a body, parameter or header, with the place of its schema. */
export function examples(document: Fields): Example[] {
  const found: Example[] = [];
  for (const { pointer, fields } of nodesOutsideSchemas(document)) {
    if (!('schema' in fields)) continue;
    const schemaPointer = `${pointer}/schema`;
    if ('example' in fields)
      found.push({ pointer: `${pointer}/example`, schemaPointer, value: fields['example'] });
    for (const [name, example] of Object.entries(fieldsOf(fields['examples'] ?? {}))) {
      const { value } = resolve(document, example);
      found.push({ pointer: `${pointer}/examples/${name}`, schemaPointer, value });
    }
  }
  return found;
}

/** Gives the places of all JSON bodies. */
export function bodies(document: Fields): string[] {
  return nodesOutsideSchemas(document)
    .map(({ pointer }) => pointer)
    .filter((pointer) => pointer.endsWith('/content/application~1json'));
}

/** Gives every schema of an object, nested ones too. */
export function objectSchemas(document: Fields): { pointer: string; schema: Fields }[] {
  return nodes(document, '', () => true)
    .filter(({ fields }) => fields['type'] === 'object' || isListWith(fields['type'], 'object'))
    .map(({ pointer, fields }) => ({ pointer, schema: fields }));
}

/** Gives the operations in the contract's order. */
export function operations(document: Fields): Operation[] {
  return Object.entries(fieldsOf(document['paths'])).flatMap(([path, methods]) =>
    Object.entries(fieldsOf(methods)).map(([method, node]) => {
      const operation = fieldsOf(node);
      const id = String(operation['operationId']);
      return { id, route: `${method} ${path}`, operation, responses: fieldsOf(operation['responses']) };
    }),
  );
}

interface Node {
  pointer: string;
  fields: Fields;
}

function nodesOutsideSchemas(document: Fields): Node[] {
  return nodes(document, '', (pointer) => pointer !== '/components/schemas' && !pointer.endsWith('/schema'));
}

function nodes(value: unknown, pointer: string, enters: (pointer: string) => boolean): Node[] {
  if (typeof value !== 'object' || value === null || !enters(pointer)) return [];
  const own = Array.isArray(value) ? [] : [{ pointer, fields: fieldsOf(value) }];
  return Object.entries(value).reduce<Node[]>((found, [key, child]) => {
    if (key === 'example' || key === 'examples') return found;
    return found.concat(nodes(child, `${pointer}/${escapeStep(key)}`, enters));
  }, own);
}

function fieldsOf(value: unknown): Fields {
  if (!isFields(value)) throw new Error('The contract has no object where one is needed.');
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListWith(value: unknown, wanted: string): boolean {
  return Array.isArray(value) && value.includes(wanted);
}

function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
