import { expect, test } from 'vitest';
import { type SchemaNode, schemaTree } from './schema-tree.ts';

const document = {
  components: {
    schemas: {
      Id: { type: 'string', description: 'An id.', minLength: 36, maxLength: 36, pattern: '^x$' },
      Tree: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { $ref: '#/components/schemas/Id' },
          children: { type: 'array', maxItems: 9, items: { $ref: '#/components/schemas/Tree' } },
        },
      },
      Words: {
        type: 'object',
        properties: { words: { type: 'integer', minimum: 0, maximum: 2_147_483_647 } },
      },
      Text: { type: 'object', properties: {} },
    },
  },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const told = ({ name, type, bounds, isRequired }: SchemaNode): string =>
  `${name}: ${type}${isRequired ? '' : '?'} (${bounds.join(', ')})`;

test('a schema within itself is not opened again', () => {
  const tree = schemaTree(document, ref('Tree'));
  expect(tree.children.map(told)).toEqual(['id: string ()', 'children: array of object? (at most 9 items)']);
  expect(tree.children[0]?.description).toBe('An id.');
  expect(tree.children[1]?.children.map(told)).toEqual([]);
});

test.each([
  [{ anyOf: [ref('Words'), { type: 'null' }] }, 'object or null'],
  [{ anyOf: [ref('Words'), ref('Text')] }, 'Words or Text'],
  [{ anyOf: [ref('Words'), ref('Text'), { type: 'null' }] }, 'Words or Text or null'],
  [{ type: ['string', 'null'] }, 'string or null'],
  [{ type: 'array', items: ref('Id') }, 'array of string'],
])('%j is told as %s', (schema, type) => expect(schemaTree(document, schema).type).toBe(type));

test.each([
  [{ type: 'integer', minimum: 1, maximum: 25, default: 25 }, ['1 to 25', 'default 25']],
  [{ type: 'integer', format: 'int32', minimum: 0, maximum: 2_147_483_647 }, ['at least 0']],
  [{ type: 'string', format: 'uri', maxLength: 2_048 }, ['uri', 'at most 2,048 characters']],
  [{ type: 'string', minLength: 1, maxLength: 1 }, ['1 character']],
  [{ type: 'array', items: {}, minItems: 1, maxItems: 20 }, ['1 to 20 items']],
  [{ type: 'boolean', default: false }, ['default false']],
])('%j has the bounds %j', (schema, bounds) => expect(schemaTree(document, schema).bounds).toEqual(bounds));

test('the words that mark an extension become a mark', () => {
  const schema = { type: 'string', description: 'Extension of Meetric server. only sometimes.' };
  expect(schemaTree(document, schema)).toMatchObject({ isExtension: true, description: 'Only sometimes.' });
});
