import type { IncomingHttpHeaders } from 'node:http';

/** The file that is served. It never changes once it is there. */
export interface Served {
  /** Strong, with its quotes. */
  etag: string;
  modifiedAt: Date;
  bytes: number;
}

/** Both ends included. */
export interface ByteRange {
  start: number;
  end: number;
}

export type RangeVerdict =
  | { kind: 'whole' }
  | ({ kind: 'part' } & ByteRange)
  | { kind: 'not_modified' }
  | { kind: 'precondition_failed' }
  | { kind: 'unsatisfiable' };

/** Preconditions and Range of a GET or HEAD request → what to answer (RFC 9110, 13.2.2 and 14). */
export function judgeRange(method: string, headers: IncomingHttpHeaders, served: Served): RangeVerdict {
  const { etag, modifiedAt } = served;
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  const failed =
    ifMatch === undefined ? isNewer(modifiedAt, headers['if-unmodified-since']) : !lists(ifMatch, etag);
  if (failed) return { kind: 'precondition_failed' };
  const known =
    ifNoneMatch === undefined
      ? isNewer(modifiedAt, headers['if-modified-since']) === false
      : lists(ifNoneMatch.replaceAll('W/', ''), etag);
  if (known) return { kind: 'not_modified' };
  const { range } = headers;
  if (method !== 'GET' || range === undefined || !rangeHolds(headers['if-range'], served))
    return { kind: 'whole' };
  return parseRange(range, served.bytes);
}

function lists(header: string, etag: string): boolean {
  return header.split(',').some((item) => ['*', etag].includes(item.trim()));
}

/** Whether it was changed after the HTTP date; null where there is none. HTTP dates count whole seconds. */
function isNewer(modifiedAt: Date, date: string | undefined): boolean | null {
  const atMs = Date.parse(date ?? '');
  return Number.isNaN(atMs) ? null : Math.floor(modifiedAt.getTime() / 1000) * 1000 > atMs;
}

function rangeHolds(ifRange: string | string[] | undefined, { etag, modifiedAt }: Served): boolean {
  if (typeof ifRange !== 'string') return true;
  if (ifRange.includes('"')) return ifRange === etag;
  return isNewer(modifiedAt, ifRange) === false;
}

/** Reads one range. Several ranges, or one that is not of bytes, are answered whole, as the standard allows. */
function parseRange(text: string, bytes: number): RangeVerdict {
  const [, first = '', last = ''] = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(text) ?? [];
  if (first === '' && last === '') return { kind: 'whole' };
  if (first === '') {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', start: bytes - length, end: bytes - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return { kind: 'whole' };
  if (start >= bytes) return { kind: 'unsatisfiable' };
  return { kind: 'part', start, end: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) };
}
