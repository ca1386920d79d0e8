import type { ApiOperation, ApiParameter, Content } from './api-reference.ts';

/** Stands for the reader's own token. */
export const exampleToken = 'mt_your_api_token';

export interface Filled {
  baseUrl: string;
  token: string;
  /** By the parameter's name. */
  values: Readonly<Record<string, string>>;
  /** Null where the request has none. */
  body: FilledBody | null;
}

export interface FilledBody {
  mediaType: string;
  /** Null where it is a file of the reader's. */
  text: string | null;
}

/** The requests that the operation's examples make: one for each type of body. */
export function exampleRequests(operation: ApiOperation, baseUrl: string): [Filled, ...Filled[]] {
  const shown = operation.parameters.filter((parameter) => isShown(operation, parameter));
  const values = Object.fromEntries(shown.map(({ name, example }) => [name, String(example)]));
  const request = { baseUrl, token: exampleToken, values, body: null };
  const [first, ...others] = (operation.body?.contents ?? []).map((content) => ({
    ...request,
    body: exampleBody(content),
  }));
  return first ? [first, ...others] : [request];
}

const jsonType = 'application/json';

/** An earlier answer gives the cursor, and the API works without its extensions and without words beside a body. */
function isShown({ body }: ApiOperation, parameter: ApiParameter): boolean {
  const { in: place, name, isRequired, isExtension, example } = parameter;
  if (example === undefined || name === 'cursor') return false;
  return isRequired || (place === 'query' && !isExtension && body === null);
}

function exampleBody({ mediaType, examples }: Content): FilledBody {
  const [example] = examples;
  return { mediaType, text: mediaType === jsonType && example ? JSON.stringify(example.value) : null };
}

/** The address of the request, with the values of path and query in it. */
export function requestUrl(operation: ApiOperation, { baseUrl, values }: Filled): string {
  const path = operation.template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && (values[parameter.name] ?? '') !== '')
    .map(({ name }) => `${encodeURIComponent(name)}=${encodeURIComponent(values[name] ?? '')}`);
  return `${baseUrl}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** The request as a command for a shell. */
export function curlOf(operation: ApiOperation, filled: Filled): string {
  const lines = [
    `curl -X ${operation.method} ${doubleQuoted(requestUrl(operation, filled))}`,
    `-H ${doubleQuoted(`Authorization: Bearer ${filled.token}`)}`,
    ...headerLines(operation, filled),
    ...bodyLines(filled.body),
  ];
  return lines.join(' \\\n  ');
}

function headerLines({ parameters }: ApiOperation, { values }: Filled): string[] {
  return parameters
    .filter(({ in: place, name }) => place === 'header' && (values[name] ?? '') !== '')
    .map(({ name }) => `-H ${doubleQuoted(`${name}: ${values[name] ?? ''}`)}`);
}

/** Of the reader's own. */
export const exampleFile = 'call.mp3';

function bodyLines(body: FilledBody | null): string[] {
  if (!body) return [];
  const type = `-H ${doubleQuoted(`Content-Type: ${body.mediaType}`)}`;
  return [type, body.text === null ? `--data-binary @${exampleFile}` : `-d ${singleQuoted(body.text)}`];
}

/** POSIX shell: these four keep their meaning between double quotes. */
const doubleQuoted = (text: string): string => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
const singleQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
