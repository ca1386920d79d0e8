import type { ApiOperation } from '../../../contract/reference/api-reference.ts';
import { type Filled, requestUrl } from '../../../contract/reference/curl.ts';

export interface TriedAnswer {
  status: number;
  statusText: string;
  /** Limits first, then by name. */
  headers: readonly (readonly [name: string, value: string])[];
  durationMs: number;
  text: string;
  isJson: boolean;
}

const limits = [
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
];

export const isLimit = (name: string): boolean => limits.includes(name);

/** Sends the request to this server, whatever its public address: with the token, and without the session. */
export async function tryRequest(
  operation: ApiOperation,
  filled: Filled,
  file: Blob | null,
): Promise<TriedAnswer> {
  const startedMs = performance.now();
  const response = await fetch(requestUrl(operation, filled), {
    method: operation.method,
    headers: headersOf(operation, filled),
    body: filled.body === null ? null : (filled.body.text ?? file),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  });
  const text = await response.text();
  return {
    status: response.status,
    statusText: response.statusText,
    headers: sorted([...response.headers]),
    durationMs: performance.now() - startedMs,
    text,
    isJson: response.headers.get('content-type')?.startsWith('application/json') ?? false,
  };
}

function headersOf({ parameters }: ApiOperation, { token, values, body }: Filled): Record<string, string> {
  const given = parameters.filter(({ in: place, name }) => place === 'header' && values[name]);
  return {
    authorization: `Bearer ${token}`,
    ...(body ? { 'content-type': body.mediaType } : {}),
    ...Object.fromEntries(given.map(({ name }) => [name, values[name] ?? ''])),
  };
}

function sorted(headers: readonly [string, string][]): [string, string][] {
  const rank = (name: string): string => `${isLimit(name) ? 0 : 1}${name}`;
  return headers.toSorted(([a], [b]) => rank(a).localeCompare(rank(b)));
}

/** JSON indented; all else as it came. */
export function shownBody({ text, isJson }: TriedAnswer): string {
  if (!isJson) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
