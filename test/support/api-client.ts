import { gunzipSync } from 'node:zlib';
import { request } from 'undici';
import {
  contentOf,
  contractOperations,
  expectContract,
  expectContractError,
  type Received,
  type Schemas,
} from './contract.ts';

const prefix = '/api/v1/rest';

export interface Answer extends Received {
  /** As sent, before any decompression. */
  bytes: Buffer;
  /** After decompression. */
  text: string;
  /** Undefined where nothing was sent. */
  body: unknown;
}

export interface Init {
  method?: string;
  headers?: Record<string, string>;
  /** Text and bytes are sent as they stand; an object as JSON. */
  body?: string | Buffer | object;
}

/**
 * One request to the partner API; `path` begins after /api/v1/rest. The answer is checked against the contract. A token
 * that is not null counts as valid unless it is refused.
 */
export async function call(
  server: { url: string; judgedUrl?: string },
  token: string | null,
  path: string,
  init: Init = {},
): Promise<Answer> {
  const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  const headers = { ...authorization, ...init.headers };
  const url = proxyCarries(init) ? (server.judgedUrl ?? server.url) : server.url;
  const answer = await send({ url }, prefix + path, { ...init, headers });
  const operation = operationAt(path, init.method ?? 'GET');
  if (operation === null) expectContractError(answer, answer.body);
  else expectContract(operation, answer, answer.body, token !== null && answer.status !== 401);
  return answer;
}

/** The judge's proxy knows no WebDAV, and takes compression away. */
function proxyCarries({ method, headers = {} }: Init): boolean {
  return method !== 'PROPFIND' && !('accept-encoding' in headers);
}

/** A successful GET whose body is of the named schema. */
export async function read<Name extends keyof Schemas>(
  server: { url: string },
  token: string,
  path: string,
  schema: Name,
): Promise<Schemas[Name]> {
  const answer = await call(server, token, path);
  if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`);
  return contentOf(answer.body, schema);
}

/** Any request to the server, unchecked; `path` begins at the root. */
export async function send(server: { url: string }, path: string, init: Init = {}): Promise<Answer> {
  const isBytes = Buffer.isBuffer(init.body);
  const json = typeof init.body === 'object' && !isBytes;
  const response = await request(server.url + path, {
    method: init.method ?? 'GET',
    headers: { ...(json ? { 'content-type': 'application/json' } : {}), ...init.headers },
    body: bodyOf(init.body),
  });
  const bytes = Buffer.from(await response.body.arrayBuffer());
  const headers = new Headers(
    Object.entries(response.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  const text = (headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
  const isJson = text !== '' && headers.get('content-type')?.startsWith('application/json');
  const body: unknown = isJson ? JSON.parse(text) : undefined;
  return { status: response.statusCode, headers, bytes, text, body };
}

function bodyOf(body: Init['body']): string | Buffer | null {
  if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) return body ?? null;
  return JSON.stringify(body);
}

/** The operation at a path, first by its method, else the one that its 405 belongs to. */
function operationAt(path: string, method: string): string | null {
  const [pathOnly = ''] = path.split('?', 1);
  const there = contractOperations.filter(({ template }) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]*')}$`).test(pathOnly),
  );
  return (there.find((operation) => operation.method === method) ?? there[0])?.id ?? null;
}
