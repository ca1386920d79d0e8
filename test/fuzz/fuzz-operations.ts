import { z } from 'zod';
import { readContract } from '../../src/http/api/contract.ts';
import { type FuzzParameter, parameterNode, schemaOf } from './parameter-values.ts';

export interface FuzzOperation {
  id: string;
  method: string;
  template: string;
  parameters: readonly FuzzParameter[];
  /** Null where it takes no body. */
  bodyExample: Record<string, unknown> | null;
  /** As documented. */
  statuses: readonly number[];
}

const contract = readContract('partner');
const fields = z.record(z.string(), z.unknown());
const bodyNode = z.object({
  content: z.object({
    'application/json': z.looseObject({ example: fields.optional(), examples: fields.optional() }),
  }),
});

/** The contract's operations with all that a request can be made of. */
export const fuzzOperations: readonly FuzzOperation[] = contract.operations.map((operation) => {
  const { operationId, method, template } = operation;
  const paths = contract.resolve(contract.document['paths']);
  const node = contract.resolve(contract.resolve(paths[template])[method]);
  const parameters = z.array(z.unknown()).default([]).parse(node['parameters']);
  return {
    id: operationId,
    method: method.toUpperCase(),
    template,
    parameters: parameters.map((given): FuzzParameter => {
      const { name, in: place, example } = parameterNode.parse(contract.resolve(given));
      const schema = schemaOf(contract.resolve(contract.resolve(given)['schema']));
      const known = operation.parameters.find((one) => one.name === name);
      return { name, in: place, schema, example, isValid: (value) => known?.validate(value) === true };
    }),
    bodyExample: exampleOf(node['requestBody']),
    statuses: Object.keys(operation.responses).map(Number),
  };
});

function exampleOf(node: unknown): Record<string, unknown> | null {
  if (node === undefined) return null;
  const { example, examples = {} } = bodyNode.parse(node).content['application/json'];
  if (example) return example;
  const [first] = Object.values(examples);
  return fields.parse(contract.resolve(first)['value']);
}
