import {
  descriptionOf,
  type Fields,
  fieldsOf,
  isExtension,
  listOf,
  nameOf,
  resolve,
  textOf,
} from './document.ts';

/** A schema as people read it. */
export interface SchemaNode {
  /** The property's name; of a variant the schema's name; empty at the root. */
  name: string;
  /** In words, such as "array of object" or "string or null". */
  type: string;
  isRequired: boolean;
  isExtension: boolean;
  description: string;
  /** Such as "1 to 25" and "default 25". */
  bounds: readonly string[];
  /** The only values that it takes; empty where there are others. */
  values: readonly string[];
  /** Properties of the object or of an array's objects, or the variants. */
  children: readonly SchemaNode[];
}

/** `ways` are the references that led here: a schema within itself is not opened again. */
interface Reading {
  document: Fields;
  ways: readonly string[];
}

export function schemaTree(document: Fields, schema: unknown): SchemaNode {
  return nodeOf({ document, ways: [] }, schema, { name: '', isRequired: true });
}

function nodeOf(
  { document, ways }: Reading,
  schema: unknown,
  { name, isRequired }: Pick<SchemaNode, 'name' | 'isRequired'>,
): SchemaNode {
  const own = resolve(document, schema);
  const variants = [...listOf(own['anyOf']), ...listOf(own['oneOf'])];
  const solid = variants.filter((variant) => resolve(document, variant)['type'] !== 'null');
  const [only] = solid;
  const isNullable = solid.length < variants.length;
  if (only !== undefined && solid.length === 1) {
    const inner = nodeOf({ document, ways }, only, { name, isRequired });
    const type = isNullable ? `${inner.type} or null` : inner.type;
    return { ...inner, type, description: descriptionOf(own) || inner.description };
  }
  const reference = nameOf(schema);
  const children = ways.includes(reference)
    ? []
    : childrenOf({ document, ways: reference ? [...ways, reference] : ways }, own, solid);
  return {
    name,
    isRequired,
    isExtension: isExtension(own),
    description: descriptionOf(own),
    type: solid.length > 1 ? variantNames(solid, isNullable) : typeOf(document, own),
    bounds: boundsOf(own),
    values: valuesOf(own),
    children,
  };
}

function childrenOf(reading: Reading, own: Fields, variants: readonly unknown[]): SchemaNode[] {
  if (variants.length > 0)
    return variants.map((variant) => nodeOf(reading, variant, { name: nameOf(variant), isRequired: true }));
  if (own['items'] !== undefined)
    return [...nodeOf(reading, own['items'], { name: '', isRequired: true }).children];
  const required = listOf(own['required']);
  return Object.entries(fieldsOf(own['properties'])).map(([name, property]) =>
    nodeOf(reading, property, { name, isRequired: required.includes(name) }),
  );
}

function typeOf(document: Fields, own: Fields): string {
  const types = [own['type'] ?? []].flat().map(String);
  return types.map((type) => (type === 'array' ? `array of ${itemType(document, own)}` : type)).join(' or ');
}

function variantNames(variants: readonly unknown[], isNullable: boolean): string {
  const names = variants.map((variant, i) => nameOf(variant) || `form ${i + 1}`);
  return [...names, ...(isNullable ? ['null'] : [])].join(' or ');
}

function itemType(document: Fields, own: Fields): string {
  return typeOf(document, resolve(document, own['items'])) || 'values';
}

const valuesOf = (own: Fields): string[] => {
  const values = own['const'] === undefined ? listOf(own['enum']) : [own['const']];
  return values.filter((value) => value !== null).map(String);
};

/** Of whole numbers in computers, told to nobody. */
const endless = 2 ** 31 - 1;

function boundsOf(own: Fields): string[] {
  const length = range(own['minLength'], own['maxLength'], 'character');
  const bounds = [
    textOf(own['format']).replace(/^int\d+$/, ''),
    own['pattern'] !== undefined && own['minLength'] === own['maxLength'] ? '' : length,
    range(own['minimum'], own['maximum'], ''),
    range(own['minItems'], own['maxItems'], 'item'),
    own['default'] === undefined ? '' : `default ${String(own['default'])}`,
  ];
  return bounds.filter((bound) => bound !== '');
}

function range(least: unknown, most: unknown, unit: string): string {
  const from = typeof least === 'number' && (unit === '' || least > 0) ? least : null;
  const to = typeof most === 'number' && most < endless ? most : null;
  if (from === null && to === null) return '';
  const units = unit === '' ? '' : ` ${unit}${(to ?? from) === 1 ? '' : 's'}`;
  if (from === to) return `${shown(from)}${units}`;
  if (from === null) return `at most ${shown(to)}${units}`;
  return to === null ? `at least ${shown(from)}${units}` : `${shown(from)} to ${shown(to)}${units}`;
}

const shown = (value: number | null): string => (value ?? 0).toLocaleString('en-US');
