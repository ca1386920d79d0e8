import { createConfig, lint } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contractFile, type Fields, readContract } from '../src/http/api/contract.ts';
import { leastRole } from '../src/http/app/caller.ts';
import { objectSchemas } from './contract-nodes.ts';

const contract = readContract('app', { allErrors: true });
const { operations } = contract;

/** Redocly's rules that do not fit the app's own API, each with its reason. */
const redoclyExceptions: Record<string, string> = {
  'operation-4xx-response': 'what is open to everybody and asks for nothing can not be refused',
};

test("Redocly's recommended rules find nothing but what is excepted", async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lint({ ref: contractFile('app'), config });
  const found = problems.filter(({ ruleId }) => !(ruleId in redoclyExceptions));
  expect(found.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

function nodeOf({ template, method }: (typeof operations)[number]): Fields {
  return contract.resolve(contract.resolve(contract.resolve(contract.document['paths'])[template])[method]);
}

test('each operation has an id of its own, a summary and a tag', () => {
  const ids = operations.map(({ operationId }) => operationId);
  expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted());
  const described = z.looseObject({ summary: z.string().min(5), tags: z.array(z.string()).length(1) });
  const without = operations.filter((operation) => !described.safeParse(nodeOf(operation)).success);
  expect(without.map(({ operationId }) => operationId)).toEqual([]);
});

/** The refusals that an operation can give, from what it is. */
function refusalsOf(operation: (typeof operations)[number]): string[] {
  const least = leastRole(operation);
  const takes = operation.parameters.length > 0 || operation.body !== null;
  return [
    ...(takes ? ['400'] : []),
    ...(least === null ? [] : ['401']),
    // Of the role, or of the header of changes.
    ...((least !== null && least !== 'member') || operation.method !== 'get' ? ['403'] : []),
    ...(operation.template.includes('{') ? ['404'] : []),
  ];
}

test.each(operations.map((operation) => [operation.operationId, operation] as const))(
  '%s names the refusals that it can give',
  (_, operation) => {
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(refusalsOf(operation)));
    expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
  },
);

/** Objects whose names are data, each with its reason. */
const openObjects: Record<string, string> = {
  '#/components/schemas/CodedFact': 'each code has fields of its own',
  '#/components/schemas/AuditEntry/properties/details': 'each action has details of its own',
};

test('unknown properties are refused, but where the names are data', () => {
  const open = objectSchemas(contract).filter(
    ({ schema }) =>
      schema['additionalProperties'] !== false && typeof schema['additionalProperties'] !== 'object',
  );
  expect(open.map(({ pointer }) => pointer)).toEqual(Object.keys(openObjects));
});

describe('what can be wrong says how it must be', () => {
  const isFree = (schema: Fields): boolean =>
    'enum' in schema ||
    'const' in schema ||
    [schema['type']].flat().every((type) => type === 'boolean' || type === 'null');

  /** The places of the values below a schema of a body that have no words. */
  function silent(node: unknown, place: string): string[] {
    const schema = contract.resolve(node);
    if ('x-fault' in schema || isFree(schema)) return [];
    const choices = z
      .array(z.unknown())
      .default([])
      .parse(schema['anyOf'] ?? schema['oneOf']);
    if (choices.length > 0) return choices.flatMap((choice) => silent(choice, place));
    const properties = z.record(z.string(), z.unknown()).default({}).parse(schema['properties']);
    if ([schema['type']].flat().includes('object'))
      return Object.entries(properties).flatMap(([name, value]) => silent(value, `${place}.${name}`));
    if (schema['type'] === 'array') return silent(schema['items'], `${place}[]`);
    return [place];
  }

  test.each(operations.map((operation) => [operation.operationId, operation] as const))(
    '%s',
    (_, operation) => {
      const node = nodeOf(operation);
      const parameters = z
        .array(z.unknown())
        .default([])
        .parse(node['parameters'])
        .map((one) => contract.resolve(one))
        .filter((one) => !('x-fault' in one))
        .map((one) => String(one['name']));
      const { content } = z
        .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).default({}) })
        .parse(node['requestBody'] ? contract.resolve(node['requestBody']) : {});
      const json = content['application/json'];
      expect([...parameters, ...(json ? silent(json.schema, 'body') : [])]).toEqual([]);
    },
  );
});
