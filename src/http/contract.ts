import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import { programRoot } from '../base/program.ts';

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['query', 'path', 'header']),
  schema: z.looseObject({
    type: z.string().optional(),
    $ref: z.string().optional(),
    default: z.unknown().optional(),
  }),
  'x-fault': z.string().default('is malformed'),
});

const operationSchema = z.looseObject({
  operationId: z.string(),
  security: z.array(z.object({ apiToken: z.array(z.string()) })).length(1),
  parameters: z.array(z.unknown()).default([]),
  requestBody: z
    .object({
      content: z.object({ 'application/json': z.object({ schema: z.object({ $ref: z.string() }) }) }),
    })
    .optional(),
  'x-token-flag': z.literal('include_recordings').optional(),
  'x-counts-toward-quota': z.boolean().default(false),
});

export interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  type: string;
  default: unknown;
  fault: string;
  validate: ValidateFunction;
}

export interface Operation {
  operationId: string;
  method: 'GET' | 'POST';
  /** As Fastify writes it: /conversations/:id */
  path: string;
  /** Null where any live token will do. */
  scope: string | null;
  needsRecordingAccess: boolean;
  countsTowardQuota: boolean;
  parameters: Parameter[];
  validateBody: ValidateFunction | null;
}

export interface Contract {
  document: Record<string, unknown>;
  operations: Operation[];
}

const methods = { get: 'GET', post: 'POST' } as const;
const documentId = 'partner';

/** Reads contract/partner.openapi.yaml: the operations to serve, with their scopes and compiled validators. */
export function readPartnerContract(): Contract {
  const file = path.join(programRoot, 'contract', 'partner.openapi.yaml');
  const document: Record<string, unknown> = parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 });
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: false });
  ajvFormats.default(ajv);
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema(document, documentId);
  const paths = z.record(z.string(), z.record(z.string(), z.unknown())).parse(document['paths']);
  const operations = Object.entries(paths).flatMap(([template, item]) =>
    Object.entries(methods).flatMap(([key, method]) =>
      item[key] === undefined ? [] : [readOperation(ajv, document, { template, method, item: item[key] })],
    ),
  );
  return { document, operations };
}

function readOperation(
  ajv: Ajv2020,
  document: Record<string, unknown>,
  place: { template: string; method: 'GET' | 'POST'; item: unknown },
): Operation {
  const operation = operationSchema.parse(place.item);
  const body = operation.requestBody?.content['application/json'].schema.$ref;
  return {
    operationId: operation.operationId,
    method: place.method,
    path: place.template.replace(/\{(\w+)\}/g, ':$1'),
    scope: operation.security[0]?.apiToken[0] ?? null,
    needsRecordingAccess: operation['x-token-flag'] === 'include_recordings',
    countsTowardQuota: operation['x-counts-toward-quota'],
    parameters: operation.parameters.map((node) => readParameter(ajv, document, node)),
    validateBody: body === undefined ? null : ajv.compile({ $ref: documentId + body }),
  };
}

function readParameter(ajv: Ajv2020, document: Record<string, unknown>, node: unknown): Parameter {
  const parameter = parameterSchema.parse(resolve(document, node));
  const { $ref, ...inline } = parameter.schema;
  const schema = z
    .looseObject({ type: z.string() })
    .parse($ref === undefined ? inline : resolve(document, { $ref }));
  return {
    name: parameter.name,
    in: parameter.in,
    type: schema.type,
    default: inline.default,
    fault: parameter['x-fault'],
    validate: ajv.compile($ref === undefined ? inline : { $ref: documentId + $ref }),
  };
}

function resolve(document: Record<string, unknown>, node: unknown): unknown {
  const { $ref } = z.looseObject({ $ref: z.string().optional() }).parse(node);
  if ($ref === undefined) return node;
  return $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, step) => z.record(z.string(), z.unknown()).parse(at)[step], document);
}

/** What a body's property must be, where its schema says it in patterns and lengths. */
const bodyFaults: Readonly<Record<string, string>> = {
  meeting_url: 'must be an http or https address',
  title: 'must be 1 to 200 characters without control characters',
};

/** The first fault of a validated body: the property's name, and what it must be. */
export function bodyFault(errors: ErrorObject[] | null | undefined): { name: string; fault: string } {
  const [error] = errors ?? [];
  const params: Record<string, unknown> = error?.params ?? {};
  if (error?.keyword === 'required') return { name: String(params['missingProperty']), fault: 'is missing' };
  if (error?.keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    // The client chose this name: only a short, plain one is repeated.
    if (/^\w{1,64}$/.test(name)) return { name, fault: 'is not known' };
    return { name: 'body', fault: 'has a property that is not known' };
  }
  const name = error?.instancePath.slice(1) || 'body';
  if (error?.keyword === 'enum') return { name, fault: 'is not one of the allowed values' };
  return { name, fault: bodyFaults[name] ?? error?.message ?? 'is malformed' };
}
