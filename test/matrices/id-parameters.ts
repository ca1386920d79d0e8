import { z } from 'zod';
import { readContract } from '../../src/http/api/contract.ts';

export interface IdParameter {
  operationId: string;
  method: string;
  template: string;
  /** Where the id stands. */
  in: 'path' | 'query' | 'header' | 'body';
  name: string;
}

const contract = readContract('partner');
const idSchema = '#/components/schemas/Id';
const named = z.looseObject({ $ref: z.string().optional() });
const parameterNode = z.looseObject({
  in: z.enum(['path', 'query', 'header']),
  name: z.string(),
  schema: named,
});
const bodySchema = z.looseObject({ properties: z.record(z.string(), named).default({}) });
const content = z.record(z.string(), z.object({ schema: z.unknown() }));

/** Every parameter and property of a body in the contract that takes an id. */
export const idParameters: readonly IdParameter[] = contract.operations.flatMap(
  ({ operationId, method, template }) => {
    const node = contract.resolve(
      contract.resolve(contract.resolve(contract.document['paths'])[template])[method],
    );
    const common = { operationId, method: method.toUpperCase(), template };
    const parameters = z
      .array(z.unknown())
      .default([])
      .parse(node['parameters'])
      .map((parameter) => parameterNode.parse(contract.resolve(parameter)))
      .filter(({ schema }) => schema.$ref === idSchema)
      .map((parameter): IdParameter => ({ ...common, in: parameter.in, name: parameter.name }));
    const body = z
      .looseObject({ content: content.default({}) })
      .optional()
      .parse(node['requestBody']);
    const properties = Object.values(body?.content ?? {})
      .flatMap(({ schema }) => Object.entries(bodySchema.parse(contract.resolve(schema)).properties))
      .filter(([, { $ref }]) => $ref === idSchema)
      .map(([name]): IdParameter => ({ ...common, in: 'body', name }));
    return [...parameters, ...properties];
  },
);
