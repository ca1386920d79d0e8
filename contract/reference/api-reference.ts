/** The partner API as its pages show it, out of the served document. */
import { descriptionOf, type Fields, fieldsOf, isExtension, listOf, resolve, textOf } from './document.ts';
import { type SchemaNode, schemaTree } from './schema-tree.ts';

export interface ApiReference {
  /** Where the API's paths begin. */
  baseUrl: string;
  supportEmail: string;
  groups: readonly Group[];
  events: readonly WebhookEvent[];
}

/** Operations of one tag. */
interface Group {
  name: string;
  description: string;
  operations: readonly ApiOperation[];
}

export interface ApiOperation {
  id: string;
  /** The end of its page's address, such as list-conversations. */
  slug: string;
  /** In capitals. */
  method: string;
  /** As in the contract: /conversations/{id} */
  template: string;
  /** As the reference writes it: /rest/conversations/:id */
  path: string;
  summary: string;
  description: string;
  isExtension: boolean;
  scopes: readonly string[];
  /** A property that the token needs besides its scopes. */
  tokenFlag: string | null;
  countsTowardQuota: boolean;
  parameters: readonly ApiParameter[];
  body: RequestBody | null;
  answers: readonly ApiAnswer[];
}

export interface ApiParameter extends SchemaNode {
  in: string;
  /** How a value must be, as the 400 says it; empty where the contract does not tell. */
  rule: string;
  example: unknown;
}

interface RequestBody {
  isRequired: boolean;
  description: string;
  contents: readonly Content[];
}

export interface ApiAnswer {
  status: string;
  description: string;
  headers: readonly SchemaNode[];
  contents: readonly Content[];
}

export interface Content {
  mediaType: string;
  /** Others whose bodies are the same, such as audio/*. */
  furtherTypes: readonly string[];
  schema: SchemaNode;
  /** A JSON pointer to the schema, for those that check examples. */
  schemaPointer: string;
  examples: readonly Example[];
}

interface Example {
  /** Empty where there is only one. */
  summary: string;
  value: unknown;
}

export interface WebhookEvent {
  name: string;
  summary: string;
  description: string;
  isExtension: boolean;
  headers: readonly ApiParameter[];
  contents: readonly Content[];
  answers: readonly ApiAnswer[];
}

export function readReference(document: Fields): ApiReference {
  const operations = Object.entries(fieldsOf(document['paths'])).flatMap(([template, item]) =>
    Object.entries(fieldsOf(item)).map(([method, node]) => {
      const operation = fieldsOf(node);
      const pointer = `#/paths/${step(template)}/${method}`;
      return {
        tag: textOf(listOf(operation['tags'])[0]),
        operation: readOperation(document, operation, { template, method, pointer }),
      };
    }),
  );
  const info = fieldsOf(document['info']);
  return {
    baseUrl: textOf(fieldsOf(listOf(document['servers'])[0])['url']),
    supportEmail: textOf(fieldsOf(info['contact'])['email']),
    groups: listOf(document['tags'])
      .map(fieldsOf)
      .map((tag) => ({
        name: textOf(tag['name']),
        description: textOf(tag['description']),
        operations: operations.filter((one) => one.tag === tag['name']).map((one) => one.operation),
      })),
    events: Object.entries(fieldsOf(document['webhooks'])).map(([name, item]) =>
      readEvent(document, name, fieldsOf(fieldsOf(item)['post'])),
    ),
  };
}

function readOperation(
  document: Fields,
  node: Fields,
  { template, method, pointer }: { template: string; method: string; pointer: string },
): ApiOperation {
  const id = textOf(node['operationId']);
  const body = resolve(document, node['requestBody']);
  return {
    id,
    slug: id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    method: method.toUpperCase(),
    template,
    path: `/rest${template.replace(/\{(\w+)\}/g, ':$1')}`,
    summary: textOf(node['summary']),
    description: descriptionOf(node),
    isExtension: isExtension(node),
    scopes: listOf(Object.values(fieldsOf(listOf(node['security'])[0]))[0]).map(String),
    tokenFlag: textOf(node['x-token-flag']) || null,
    countsTowardQuota: node['x-counts-toward-quota'] === true,
    parameters: listOf(node['parameters']).map((parameter) => readParameter(document, parameter)),
    body:
      node['requestBody'] === undefined
        ? null
        : {
            isRequired: body['required'] === true,
            description: descriptionOf(body),
            contents: readContents(document, body, `${pointer}/requestBody`),
          },
    answers: readAnswers(document, node, pointer),
  };
}

function readEvent(document: Fields, name: string, node: Fields): WebhookEvent {
  const pointer = `#/webhooks/${step(name)}/post`;
  const body = resolve(document, node['requestBody']);
  return {
    name,
    summary: textOf(node['summary']),
    description: descriptionOf(node),
    isExtension: isExtension(node),
    headers: listOf(node['parameters']).map((parameter) => readParameter(document, parameter)),
    contents: readContents(document, body, `${pointer}/requestBody`),
    answers: readAnswers(document, node, pointer),
  };
}

function readParameter(document: Fields, node: unknown): ApiParameter {
  const parameter = resolve(document, node);
  return {
    ...schemaTree(document, parameter['schema']),
    name: textOf(parameter['name']),
    in: textOf(parameter['in']),
    isRequired: parameter['required'] === true,
    isExtension: isExtension(parameter),
    description: descriptionOf(parameter),
    rule: textOf(parameter['x-fault']),
    example: parameter['example'],
  };
}

function readAnswers(document: Fields, node: Fields, pointer: string): ApiAnswer[] {
  return Object.entries(fieldsOf(node['responses'])).map(([status, response]) => {
    const answer = resolve(document, response);
    return {
      status,
      description: descriptionOf(answer),
      headers: Object.entries(fieldsOf(answer['headers'])).map(([name, header]) =>
        readHeader(document, name, header),
      ),
      contents: readContents(document, answer, `${pointer}/responses/${status}`),
    };
  });
}

function readHeader(document: Fields, name: string, node: unknown): SchemaNode {
  const header = resolve(document, node);
  return {
    ...schemaTree(document, header['schema']),
    name,
    isRequired: header['required'] === true,
    isExtension: isExtension(header),
    description: descriptionOf(header),
  };
}

function readContents(document: Fields, node: Fields, pointer: string): Content[] {
  const contents: Content[] = [];
  for (const [mediaType, value] of Object.entries(fieldsOf(node['content']))) {
    const content = fieldsOf(value);
    const one = {
      mediaType,
      furtherTypes: [],
      schema: schemaTree(document, content['schema']),
      schemaPointer:
        textOf(fieldsOf(content['schema'])['$ref']) || `${pointer}/content/${step(mediaType)}/schema`,
      examples: readExamples(document, content),
    };
    const before = contents.at(-1);
    if (before && isSame(before, one))
      contents.splice(-1, 1, { ...before, furtherTypes: [...before.furtherTypes, mediaType] });
    else contents.push(one);
  }
  return contents;
}

/** Bytes of any kind are told once. */
function isSame(before: Content, { schema, examples }: Content): boolean {
  return examples.length === 0 && JSON.stringify(schema) === JSON.stringify(before.schema);
}

function readExamples(document: Fields, content: Fields): Example[] {
  if (content['example'] !== undefined) return [{ summary: '', value: content['example'] }];
  return Object.values(fieldsOf(content['examples'])).map((node) => {
    const example = resolve(document, node);
    return { summary: textOf(example['summary']), value: example['value'] };
  });
}

const step = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1');
