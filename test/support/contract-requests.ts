import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { z } from 'zod';
import { type Contract, type Fields, type Operation, readContract } from '../../src/http/api/contract.ts';

/** Requests of the app's operations that are made from the contract alone. */
export const appContract: Contract = readContract('app');

const schemaNode = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  example: z.unknown().optional(),
  examples: z.array(z.unknown()).default([]),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minLength: z.number().default(0),
  minimum: z.number().optional(),
  minItems: z.number().default(0),
  minProperties: z.number().default(0),
  required: z.array(z.string()).default([]),
  properties: z.record(z.string(), z.unknown()).default({}),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});

/** Texts for patterns: the first one that fits is taken. */
const texts = [
  'Made up',
  'made@example.com',
  'ml_made',
  'en',
  'Europe/Stockholm',
  'example.com',
  '2026-06-03',
  'a',
  '1',
];

/** A value that fits a schema; ids are those of `id`. */
function sampleOf(node: unknown, id: string): unknown {
  const schema = schemaNode.parse(appContract.resolve(node));
  const [example = schema.example] = schema.examples;
  if (example !== undefined) return example;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return sampleOf(choice, id);
  const [type] = [schema.type ?? 'object'].flat();
  if (type === 'object') return objectOf(schema, id);
  if (type === 'array') return Array.from({ length: schema.minItems }, () => sampleOf(schema.items, id));
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  return type === 'string' ? textOf(schema, id) : null;
}

function objectOf(schema: z.infer<typeof schemaNode>, id: string): Fields {
  const names = Object.keys(schema.properties);
  const wanted = [...new Set([...schema.required, ...names.slice(0, schema.minProperties)])];
  return Object.fromEntries(wanted.map((name) => [name, sampleOf(schema.properties[name], id)]));
}

function textOf({ format, pattern, minLength }: z.infer<typeof schemaNode>, id: string): string {
  if (format === 'uuid') return id;
  if (format === 'date-time') return '2026-06-03T09:42:00.000Z';
  const fits = (text: string): boolean => pattern === undefined || new RegExp(pattern, 'u').test(text);
  const found = texts.find(fits) ?? 'Made up';
  return found.length >= minLength ? found : found.padEnd(minLength, ' made up');
}

export interface MadeRequest {
  method: string;
  /** With the prefix. */
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

/** One request of the operation, with all that it requires; each id in it is `id`. */
export function requestOf(operation: Operation, id: string = randomUUID()): MadeRequest {
  const node = nodeOf(operation);
  const parameters = z.array(z.unknown()).default([]).parse(node['parameters']);
  let path = operation.template;
  const query = new URLSearchParams();
  const headers: Record<string, string> = operation.method === 'get' ? {} : { 'x-meetric': '1' };
  for (const parameter of parameters.map((one) => appContract.resolve(one))) {
    if (parameter['required'] !== true) continue;
    const [name, value] = [String(parameter['name']), String(sampleOf(parameter['schema'], id))];
    if (parameter['in'] === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value));
    else if (parameter['in'] === 'query') query.set(name, value);
    else headers[name.toLowerCase()] = value;
  }
  const search = query.size > 0 ? `?${query}` : '';
  const made = {
    method: operation.method.toUpperCase(),
    path: `/api/v1${path}${search}`,
    headers,
    body: null,
  };
  const [type] = operation.body ? [...operation.body.types.keys()] : [];
  if (type === undefined) return made;
  const withType = { ...made, headers: { ...headers, 'content-type': type } };
  if (type !== 'application/json') return { ...withType, body: 'made up' };
  const content = appContract.resolve(appContract.resolve(node['requestBody'])['content']);
  const { schema } = z.object({ schema: z.unknown() }).parse(content[type]);
  return { ...withType, body: JSON.stringify(sampleOf(schema, id)) };
}

/** The operation as it stands in the document. */
function nodeOf({ template, method }: Operation): Fields {
  const paths = appContract.resolve(appContract.document['paths']);
  return appContract.resolve(appContract.resolve(paths[template])[method]);
}

/** Its status and text; a stream that goes on is left after its head. */
export async function sendMade(
  url: string,
  { path, ...made }: MadeRequest,
  cookie: string | null,
): Promise<{ status: number; text: string }> {
  const headers = { ...made.headers, ...(cookie === null ? {} : { cookie }) };
  const method = z.enum(['GET', 'PUT', 'POST', 'DELETE', 'PATCH']).parse(made.method);
  const leaving = new AbortController();
  const response = await request(url + path, { ...made, method, headers, signal: leaving.signal });
  if (!String(response.headers['content-type']).startsWith('text/event-stream'))
    return { status: response.statusCode, text: await response.body.text() };
  response.body.on('error', () => {});
  leaving.abort();
  return { status: response.statusCode, text: '' };
}
