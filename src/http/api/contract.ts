/** Reads an OpenAPI document: for the server, its tests, the lint and the generator of types. Places are JSON pointers. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import { programRoot } from '../../base/program.ts';

export type Fields = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  type: 'string' | 'integer' | 'boolean';
  default: unknown;
  /** The end of the message about a value that is not valid. */
  fault: string;
  validate: ValidateFunction;
}

interface RequestBody {
  isRequired: boolean;
  /** Validators by media type, or range of them such as audio/*; null where the handler gets the bytes as they come. */
  types: ReadonlyMap<string, ValidateFunction | null>;
  /** `x-largest-body-bytes`: the bound of JSON, where it is not that of the API. */
  largestBytes: number | null;
  /** `x-long-body`: other bodies may take longer than a request does. */
  mayTakeLong: boolean;
}

/** The schemes that a caller must satisfy together, each with its scopes. */
type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export interface Operation {
  operationId: string;
  method: (typeof methods)[number];
  /** As in the contract: /conversations/{id} */
  template: string;
  /** As Fastify writes it: /conversations/:id */
  path: string;
  /** A caller must satisfy any one of them; none means that anybody may call. */
  security: readonly SecurityRequirement[];
  /** Its `x-` members. */
  extensions: Fields;
  parameters: readonly Parameter[];
  body: RequestBody | null;
  /** By status, as written. */
  responses: Fields;
}

export interface Contract {
  document: Fields;
  operations: readonly Operation[];
  /** The node itself, or the one that its `$ref` names. */
  resolve(node: unknown): Fields;
  /** The validator of the schema at a place, such as #/components/schemas/User. */
  compile(pointer: string): ValidateFunction;
}

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;
const jsonType = 'application/json';
const fieldsSchema = z.record(z.string(), z.unknown());
const securitySchema = z.array(z.record(z.string(), z.array(z.string())));
const bodySizeSchema = z.object({
  'x-largest-body-bytes': z.int().positive().nullable().default(null),
  'x-long-body': z.boolean().default(false),
});
const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['query', 'path', 'header']),
  schema: z.unknown(),
  'x-fault': z.string().default('is malformed'),
});
const parameterTypeSchema = z.looseObject({
  type: z.enum(['string', 'integer', 'boolean']),
  default: z.unknown().optional(),
});
const operationSchema = z.looseObject({
  operationId: z.string(),
  security: securitySchema.optional(),
  parameters: z.array(z.unknown()).default([]),
  requestBody: z
    .object({ required: z.boolean().default(false), content: z.record(z.string(), z.unknown()) })
    .optional(),
  responses: fieldsSchema,
});

export const contractFile = (name: string): string =>
  path.join(programRoot, 'contract', `${name}.openapi.yaml`);

/** Of contract/NAME.openapi.yaml. */
export function readContract(name: string, options: { allErrors?: boolean } = {}): Contract {
  return parseContract(readFileSync(contractFile(name), 'utf8'), options);
}

export function parseContract(text: string, { allErrors = false } = {}): Contract {
  const document: Fields = parse(text, { maxAliasCount: -1 });
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, verbose: true, allErrors });
  ajvFormats.default(ajv);
  ajv.addVocabulary([...Object.keys(document), 'x-fault']);
  ajv.addSchema(document, 'contract');
  const compile = (pointer: string): ValidateFunction =>
    ajv.getSchema(`contract${pointer}`) ?? ajv.compile({ $ref: `contract${pointer}` });
  const contract = { document, resolve: (node: unknown) => resolve(document, node), compile };
  return { ...contract, operations: readOperations(contract) };
}

type Reading = Omit<Contract, 'operations'>;

function readOperations(contract: Reading): Operation[] {
  return Object.entries(fieldsSchema.parse(contract.document['paths'])).flatMap(([template, item]) =>
    Object.keys(fieldsSchema.parse(item)).map((key) => {
      const method = z.enum(methods).parse(key);
      return readOperation(contract, { template, method, node: fieldsSchema.parse(item)[key] });
    }),
  );
}

function readOperation(
  contract: Reading,
  { template, method, node }: Pick<Operation, 'template' | 'method'> & { node: unknown },
): Operation {
  const operation = operationSchema.parse(node);
  const pointer = `#/paths/${escapeStep(template)}/${method}`;
  const { requestBody } = operation;
  const { 'x-largest-body-bytes': largestBytes, 'x-long-body': mayTakeLong } =
    bodySizeSchema.parse(operation);
  return {
    operationId: operation.operationId,
    method,
    template,
    path: template.replace(/\{(\w+)\}/g, ':$1'),
    security: operation.security ?? securitySchema.default([]).parse(contract.document['security']),
    extensions: Object.fromEntries(Object.entries(operation).filter(([name]) => name.startsWith('x-'))),
    parameters: operation.parameters.map((parameter, i) =>
      readParameter(contract, parameter, `${pointer}/parameters/${i}`),
    ),
    body: requestBody
      ? {
          isRequired: requestBody.required,
          largestBytes,
          mayTakeLong,
          types: new Map(
            Object.keys(requestBody.content).map((type) => [
              type,
              type === jsonType
                ? contract.compile(`${pointer}/requestBody/content/${escapeStep(type)}/schema`)
                : null,
            ]),
          ),
        }
      : null,
    responses: operation.responses,
  };
}

function readParameter(contract: Reading, node: unknown, place: string): Parameter {
  const { $ref } = z.looseObject({ $ref: z.string().optional() }).parse(node);
  const parameter = parameterSchema.parse(contract.resolve(node));
  const schema = parameterTypeSchema.parse(contract.resolve(parameter.schema));
  return {
    name: parameter.name,
    in: parameter.in,
    type: schema.type,
    default: schema.default,
    fault: parameter['x-fault'],
    validate: contract.compile(`${$ref ?? place}/schema`),
  };
}

function resolve(document: Fields, node: unknown): Fields {
  const fields = fieldsSchema.parse(node);
  const ref = fields['$ref'];
  if (typeof ref !== 'string') return fields;
  const steps = ref.slice(2).split('/').map(unescapeStep);
  return resolve(
    document,
    steps.reduce<unknown>((at, step) => fieldsSchema.parse(at)[step], document),
  );
}

export function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
