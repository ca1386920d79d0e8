/** Reads the JSON of an OpenAPI document leniently: for pages that show it, in the server and in browsers. */

export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The node, or the one that its `$ref` names. OpenAPI 3.1: a description beside the `$ref` stands for the other's. */
export function resolve(document: Fields, node: unknown): Fields {
  const { $ref: ref, ...own } = fieldsOf(node);
  if (typeof ref !== 'string') return own;
  return { ...resolve(document, at(document, ref)), ...own };
}

/** The last step of a reference to a named schema, such as User; else nothing. */
export function nameOf(node: unknown): string {
  return textOf(fieldsOf(node)['$ref']).split('/').at(-1) ?? '';
}

function at(document: Fields, pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, step) => fieldsOf(node)[step], document);
}

const extensionMark = /^Extension of Meetric server[.,]\s*|^An extension\.\s*/;

/** Whether the documented API does not have it. */
export function isExtension(node: Fields): boolean {
  return node['x-extension'] === true || extensionMark.test(textOf(node['description']));
}

/** Without the words that pages show as a mark. */
export function descriptionOf(node: Fields): string {
  const text = textOf(node['description']).trim();
  const rest = text.replace(extensionMark, '');
  return rest === text ? text : rest.charAt(0).toUpperCase() + rest.slice(1);
}
