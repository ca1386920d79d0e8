import { invalidParameter } from '../errors.ts';

const dayMs = 86_400_000;
const dateOnly = /^\d{4}-\d{2}-\d{2}$/;

/** Microseconds since 1970 at which a date (UTC) or date-time begins; null stays null. A day that no month has is a 400. */
export function startUs(name: string, text: string | null): number | null {
  return text === null ? null : momentMs(name, text) * 1000;
}

/** The same as an exclusive end: a date includes its whole day. */
export function endUs(name: string, text: string | null): number | null {
  if (text === null) return null;
  return (momentMs(name, text) + (dateOnly.test(text) ? dayMs : 0)) * 1000;
}

function momentMs(name: string, text: string): number {
  const ms = Date.parse(text);
  const day = new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`));
  // Date.parse takes 30 February for 1 March.
  const exists =
    !Number.isNaN(ms) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
  if (!exists) throw invalidParameter(name, 'must be a date (YYYY-MM-DD) or a date-time with a zone');
  return ms;
}
