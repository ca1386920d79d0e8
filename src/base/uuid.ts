import { createHash } from 'node:crypto';

/** As PostgreSQL writes it: lower case. */
export const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** People may type it in capitals. */
export function isUuid(text: string): boolean {
  return uuidForm.test(text.toLowerCase());
}

/** The same id for the same text: version 8 of RFC 9562, from SHA-256. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
