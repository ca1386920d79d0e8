import type { Draw } from './draw.ts';

/** CONNECT is not among them: it asks for a tunnel, which ends without an answer. */
export const verbs: readonly string[] = [
  'GET',
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
  'PROPFIND',
  'SEARCH',
  'get',
  'FOO',
];

const noise: readonly string[] = [
  'X-Request-Id: ',
  'X-Request-Id: a b',
  `X-Request-Id: ${'x'.repeat(129)}`,
  `X-Request-Id: ${'x'.repeat(128)}`,
  'X-Request-Id: \xff\xfe',
  'Accept: text/html',
  'Accept: application/problem+json',
  'Accept-Encoding: gzip',
  'Accept-Encoding: gzip;q=0, *;q=0.5',
  'Accept-Encoding: br, zstd',
  'Accept-Encoding: \xe9',
  'Cookie: a=b; c=d',
  'Origin: https://evil.example',
  'X-Forwarded-For: 127.0.0.1, ::1, unknown',
  'X-Forwarded-Proto: gopher',
  'X-HTTP-Method-Override: DELETE',
  'Range: bytes=0-1',
  'If-Modified-Since: yesterday',
  'If-Match: "a"',
  'Upgrade: h2c',
  'Upgrade: websocket',
  'Content-Length: 0',
  'Content-Length: -1',
  'Content-Length: 0, 0',
  'Transfer-Encoding: identity',
  'Host: other.example',
  'Connection: close',
  'Connection: keep-alive, X-Request-Id',
  'Authorization: Bearer other',
  'X-\0: a',
  'X-A: a\0b',
  'X-A: a\x01b',
  'X A: b',
  ': nothing',
  'X-A',
  ' folded: a',
  `X-Long: ${'x'.repeat(6_000)}`,
  '__proto__: a',
  'constructor: a',
];

export function headerNoise(draw: Draw): string[] {
  return Array.from({ length: 1 + draw.below(3) }, () => draw.one(noise));
}

const tags: readonly string[] = [
  '',
  '"',
  'W/',
  'W/"',
  `"${'x'.repeat(1_022)}"`,
  `"${'x'.repeat(1_023)}"`,
  '\xe9',
  'a\tb',
  ','.repeat(1_000),
  '*, *',
];

/** Values of If-None-Match. */
export function oddTags(draw: Draw): string {
  return draw.one(tags);
}

export function bodyTypeHeader(contentType: string | null): string[] {
  return contentType === null ? [] : [`Content-Type: ${contentType}`];
}
