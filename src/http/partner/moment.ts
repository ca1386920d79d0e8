import { invalidParameter } from '../errors.ts';

const dayMs = 86_400_000;
const dateOnly = /^\d{4}-\d{2}-\d{2}$/;

/** Microseconds since 1970 at which a date (UTC) or date-time begins; null stays null. A day that no month has is a 400. */
export function startUs(name: string, text: string | null): number | null {
  return text === null ? null : momentUs(name, text);
}

/** The same as an exclusive end: a date includes its whole day. */
export function endUs(name: string, text: string | null): number | null {
  if (text === null) return null;
  return momentUs(name, text) + (dateOnly.test(text) ? dayMs * 1000 : 0);
}

function momentUs(name: string, text: string): number {
  const [fraction = ''] = /\.\d+/.exec(text) ?? [];
  const ms = Date.parse(text.replace(fraction, ''));
  const day = new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`));
  // Date.parse takes 30 February for 1 March.
  const exists =
    !Number.isNaN(ms) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
  if (!exists) throw invalidParameter(name, 'must be a date (YYYY-MM-DD) or a date-time with a zone');
  return ms * 1000 + microseconds(fraction.slice(1));
}

/** The digits after the point as microseconds. Rounded up, since the database's moments are whole microseconds. */
function microseconds(digits: string): number {
  return Math.ceil(Number(digits.padEnd(9, '0')) / 1000);
}
