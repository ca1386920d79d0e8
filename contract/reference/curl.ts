import type { ApiOperation, ApiParameter, Content } from './api-reference.ts';

/** Stands for the reader's own token. */
export const exampleToken = 'mt_your_api_token';

export interface Filled {
  baseUrl: string;
  token: string;
  /** By the parameter's name. */
  values: Readonly<Record<string, string>>;
  /** The text of a JSON body; null where there is none. */
  body: string | null;
}

/** The request that the operation's examples make. */
export function exampleRequest(operation: ApiOperation, baseUrl: string): Filled {
  const shown = operation.parameters.filter(isShown);
  const [content] = operation.body?.contents ?? [];
  return {
    baseUrl,
    token: exampleToken,
    values: Object.fromEntries(shown.map(({ name, example }) => [name, String(example)])),
    body: content?.mediaType === jsonType ? exampleBody(content) : null,
  };
}

const jsonType = 'application/json';

/** An earlier answer gives the cursor, and the API works without its extensions. */
function isShown({ in: place, name, isRequired, isExtension, example }: ApiParameter): boolean {
  if (example === undefined || name === 'cursor') return false;
  return isRequired || (place === 'query' && !isExtension);
}

function exampleBody({ examples }: Content): string | null {
  const [example] = examples;
  return example ? JSON.stringify(example.value) : null;
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
    ...bodyLines(operation, filled),
  ];
  return lines.join(' \\\n  ');
}

function headerLines({ parameters }: ApiOperation, { values }: Filled): string[] {
  return parameters
    .filter(({ in: place, name }) => place === 'header' && (values[name] ?? '') !== '')
    .map(({ name }) => `-H ${doubleQuoted(`${name}: ${values[name] ?? ''}`)}`);
}

function bodyLines({ body }: ApiOperation, filled: Filled): string[] {
  const [content] = body?.contents ?? [];
  if (!content) return [];
  if (filled.body !== null)
    return [`-H ${doubleQuoted(`Content-Type: ${content.mediaType}`)}`, `-d ${singleQuoted(filled.body)}`];
  if (content.mediaType === 'multipart/form-data') return ['-F "file=@call.mp3"'];
  return [`-H ${doubleQuoted(`Content-Type: ${content.mediaType}`)}`, '--data-binary @call.mp3'];
}

/** POSIX shell: these four keep their meaning between double quotes. */
const doubleQuoted = (text: string): string => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
const singleQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
