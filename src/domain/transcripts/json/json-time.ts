import { clockSeconds } from '../text/clock-time.ts';
import { isoDate } from '../transcript-header.ts';
import { isObject } from './json-content.ts';

/** A time as a file writes it. */
export type FileTime =
  /** Seconds of a recording, or of a length. */
  | { kind: 'seconds'; seconds: number }
  /** A number whose unit stands elsewhere. */
  | { kind: 'number'; number: number }
  /** A moment in milliseconds since 1970. */
  | { kind: 'moment'; ms: number };

const number = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu;
/** A length as Google's APIs write it (https://protobuf.dev/reference/protobuf/google.protobuf/#duration). */
const withUnit = /^([+-]?\d+(?:\.\d+)?) ?(ms|s|sec|secs|seconds)$/iu;
/** A length of ISO 8601, such as `PT1H2M3.5S`. */
const isoLength =
  /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/iu;
/** Moments that a computer counted: seconds since 1970 from 2001 on, and finer. */
const firstEpochSecond = 1e9;

/** Takes a time in any of the usual forms; gives what it says, or null where it is none. */
export function readTime(value: unknown): FileTime | null {
  if (typeof value === 'number') return Number.isFinite(value) ? { kind: 'number', number: value } : null;
  if (typeof value === 'string') return readWrittenTime(value.trim());
  if (!isObject(value)) return null;
  if ('seconds' in value || 'nanos' in value) return secondsOf(value['seconds'], value['nanos']);
  const stamp = value['relative'] ?? value['absolute'];
  return isObject(stamp) ? null : readTime(stamp);
}

function readWrittenTime(text: string): FileTime | null {
  if (number.test(text)) return { kind: 'number', number: Number(text) };
  const [, length, unit] = withUnit.exec(text) ?? [];
  if (length !== undefined) {
    return { kind: 'seconds', seconds: Number(length) / (unit?.toLowerCase() === 'ms' ? 1000 : 1) };
  }
  const clock = clockSeconds(text.replace(/^[[(]|[\])]$/gu, ''));
  if (clock !== null) return { kind: 'seconds', seconds: clock };
  const parts = isoLength.exec(text);
  if (parts && /\d/u.test(text)) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
    return { kind: 'seconds', seconds: ((days * 24 + hours) * 60 + minutes) * 60 + seconds };
  }
  const ms = readMoment(text);
  return ms === null ? null : { kind: 'moment', ms };
}

/** A protobuf duration as an object; its seconds may be a string, since they have 64 bits. */
function secondsOf(seconds: unknown, nanos: unknown): FileTime | null {
  const whole = Number(seconds ?? 0);
  const rest = Number(nanos ?? 0);
  const total = whole + rest / 1e9;
  return Number.isFinite(total) ? { kind: 'seconds', seconds: total } : null;
}

/** A date-time of ISO 8601; without a zone it is taken as UTC. */
export function readMoment(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}[T ]/u.test(text)) return null;
  const date = isoDate(text.replace(/ ?([+-]\d{2}):?(\d{2})$/u, '$1:$2').replace(/ ?UTC$/u, 'Z'));
  return date === null ? null : Date.parse(date);
}

/** Takes a count since 1970 in seconds, milliseconds, microseconds or nanoseconds; gives milliseconds, or null where it is none. */
export function epochMs(count: number): number | null {
  if (count < firstEpochSecond) return null;
  for (const perMs of [1e-3, 1, 1e3, 1e6]) {
    const ms = count / perMs;
    if (ms >= firstEpochSecond * 1000 && ms < firstEpochSecond * 1e4) return ms;
  }
  return null;
}
