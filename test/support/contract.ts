import type { ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { z } from 'zod';
import type { components } from '../../contract/partner.types.ts';
import { readContract } from '../../src/http/api/contract.ts';

export type Schemas = components['schemas'];

export interface ContractOperation {
  id: string;
  method: string;
  /** As in the contract, such as /conversations/{id}. */
  template: string;
}

/** The part of a response that is checked. */
export interface Received {
  status: number;
  headers: Headers;
}

const { operations, resolve, compile } = readContract('partner', { allErrors: true });

/** The contract's operations in its order. */
export const contractOperations: readonly ContractOperation[] = operations.map(
  ({ operationId, method, template }) => ({ id: operationId, method: method.toUpperCase(), template }),
);

const responseSchema = z.object({
  headers: z.record(z.string(), z.unknown()),
  content: z.object({ 'application/json': z.object({ schema: z.object({ $ref: z.string() }) }) }).optional(),
});
const headerSchema = z.object({
  required: z.boolean().default(false),
  schema: z.looseObject({ type: z.string() }),
});

/** Every answer to a valid token has them, although the contract cannot say so of errors. */
const limitHeaders = [
  'RateLimit-Policy',
  'RateLimit',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
];
/** HTTP's own; all others must be in the contract. */
const httpHeaders = [
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'transfer-encoding',
  'www-authenticate',
];
const jsonType = 'application/json; charset=utf-8';

interface DocumentedHeader {
  name: string;
  required: boolean;
  isInteger: boolean;
  validate: ValidateFunction;
}

interface DocumentedResponse {
  headers: DocumentedHeader[];
  /** Null where the answer has no body. */
  body: ValidateFunction | null;
}

const responses = new Map<string, DocumentedResponse>();

/**
 * Checks a response against the contract: status, content type, headers and body. `body` is undefined where none was
 * sent. `tokenIsValid`: the limits' headers must then be there, else they must not.
 */
export function expectContract(
  operationId: string,
  response: Received,
  body: unknown,
  tokenIsValid = true,
): void {
  const place = `${operationId} ${response.status}`;
  const documented = documentedResponse(operationId, response.status);
  expectHeaders(place, documented.headers, response.headers, tokenIsValid);
  if (documented.body === null) {
    expect(body, `${place}: a body`).toBeUndefined();
    return;
  }
  expect(response.headers.get('content-type'), `${place}: content type`).toBe(jsonType);
  if (body !== undefined) expectValid(place, documented.body, body);
}

/** Checks the answer of a path that the contract does not name. */
export function expectContractError(response: Received, body: unknown): void {
  expect(response.headers.get('content-type')).toBe(jsonType);
  expect(response.headers.get('x-request-id')).toMatch(/^[\x21-\x7e]{1,128}$/);
  const name = response.status === 429 ? 'LimitError' : 'Error';
  expectValid(`error ${response.status}`, schemaNamed(name), body);
  expect(body).toMatchObject({ statusCode: response.status });
}

/** The body, after a check against the named schema, with that schema's type. */
export function contentOf<Name extends keyof Schemas>(body: unknown, name: Name): Schemas[Name] {
  const validate = schemaNamed(name);
  if (isValid<Schemas[Name]>(validate, body)) return body;
  throw new Error(`The body is no ${name}: ${JSON.stringify(validate.errors)}`);
}

function isValid<Content>(validate: ValidateFunction, body: unknown): body is Content {
  return validate(body);
}

const schemaNamed = (name: string): ValidateFunction => compile(`#/components/schemas/${name}`);

function documentedResponse(operationId: string, status: number): DocumentedResponse {
  const key = `${operationId} ${status}`;
  const known = responses.get(key);
  if (known) return known;
  const node = operations.find((one) => one.operationId === operationId)?.responses[String(status)];
  if (node === undefined) throw new Error(`The contract's ${operationId} has no status ${status}`);
  const { headers, content } = responseSchema.parse(resolve(node));
  const ref = content?.['application/json'].schema.$ref;
  const response = {
    headers: Object.entries(headers).map(([name, header]) => documentedHeader(name, header)),
    body: ref === undefined ? null : compile(ref),
  };
  responses.set(key, response);
  return response;
}

function documentedHeader(name: string, node: unknown): DocumentedHeader {
  const { required, schema } = headerSchema.parse(resolve(node));
  const { $ref } = z.object({ $ref: z.string() }).parse(node);
  return { name, required, isInteger: schema.type === 'integer', validate: compile(`${$ref}/schema`) };
}

function expectHeaders(
  place: string,
  documented: DocumentedHeader[],
  given: Headers,
  tokenIsValid: boolean,
): void {
  for (const { name, required, isInteger, validate } of documented) {
    const value = given.get(name);
    if (limitHeaders.includes(name)) expect(value !== null, `${place}: has ${name}`).toBe(tokenIsValid);
    if (value === null) expect(required, `${place}: ${name} is missing`).toBe(false);
    else expectValid(`${place}: ${name}`, validate, isInteger && /^\d+$/.test(value) ? Number(value) : value);
  }
  const known = [...documented.map(({ name }) => name.toLowerCase()), ...httpHeaders];
  const unknown = [...given.keys()].filter((name) => !known.includes(name));
  expect(unknown, `${place}: headers that are not in the contract`).toEqual([]);
}

function expectValid(place: string, validate: ValidateFunction, value: unknown): void {
  expect(validate(value), `${place}: ${JSON.stringify(validate.errors)}`).toBe(true);
}
