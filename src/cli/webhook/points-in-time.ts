import { InvalidArgumentError } from 'commander';
import { isoDate } from '../../domain/transcripts/transcript-header.ts';

/** A moment that may count from now. */
export interface PointInTime {
  text: string;
  at(now: Date): Date;
}

const unitMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** An ISO 8601 date or date-time, or such as 90m, 24h or 7d ago. */
export function pointInTime(text: string): PointInTime {
  const [, count, unit = ''] = /^([1-9]\d{0,4})([dhm])$/.exec(text) ?? [];
  const ageMs = Number(count) * (unitMs[unit] ?? 0);
  if (count !== undefined) return { text, at: (now) => new Date(now.getTime() - ageMs) };
  const date = isoDate(text);
  if (date === null)
    throw new InvalidArgumentError(
      'It is neither a time such as 2026-06-03T09:00:00Z nor an age such as 24h or 7d.',
    );
  return { text, at: () => new Date(date) };
}
