/** Of every answer. One that may be kept has `revalidated` in place of the second. */
export const constantHeaders = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/** Beside an ETag: kept by the caller alone, and only used after asking again. */
export const revalidated = 'private, no-cache';
