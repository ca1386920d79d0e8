import { z } from 'zod';
import { languageTagForm } from '../../base/language-tag.ts';
import { refuse, type TranscriptRefusal } from './transcript-refusal.ts';

/** Facts about the conversation that a JSON file may have beside its transcript. */
export interface TranscriptHeader {
  title?: string;
  company?: string;
  /** ISO 8601 in UTC; a date or time without a zone is taken as UTC. */
  date?: string;
  medium?: string;
  /** BCP 47. */
  language?: string;
  conversationType?: string;
  participants?: HeaderParticipant[];
}

export interface HeaderParticipant {
  name: string | null;
  email: string | null;
  role: string | null;
}

export const HEADER_KEYS: ReadonlySet<string> = new Set(
  'title company date medium language conversation_type participants'.split(' '),
);

const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/u;

/** Recorded speech is younger; year 0 cannot be stored in PostgreSQL. */
const YEAR_MIN = 1900;
/** A zone may make another year of it, which ISO 8601 writes with six digits. */
const YEAR_MAX = 9999;

const phrase = z.string().trim().min(1).max(500);
const orNull = phrase
  .or(z.literal('').transform(() => null))
  .nullish()
  .transform((value) => value ?? null);

const headerSchema = z.object({
  title: phrase.nullish(),
  company: phrase.nullish(),
  date: z
    .string()
    .refine((value) => isoDate(value) !== null, 'is not an ISO 8601 date or date-time')
    .nullish(),
  medium: phrase.nullish(),
  language: z.string().regex(languageTagForm, 'is not a BCP 47 language tag').nullish(),
  conversation_type: phrase.nullish(),
  participants: z
    .array(
      z.object({
        name: orNull,
        email: orNull.refine(isEmailOrNull, 'is not an e-mail address'),
        role: orNull,
      }),
    )
    .max(1000)
    .nullish(),
});

/** Takes the top level of a JSON file; gives its header, or a refusal that names the field at fault. */
export function readHeader(
  top: Record<string, unknown>,
): { kind: 'header'; header: TranscriptHeader } | TranscriptRefusal {
  const parsed = headerSchema.safeParse(
    Object.fromEntries(Object.entries(top).filter(([key]) => HEADER_KEYS.has(key))),
  );
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = String(issue?.path.join('.'));
    return refuse({ code: 'malformed', problem: 'header_field', field, fault: String(issue?.message) });
  }
  const { conversation_type, date, ...rest } = parsed.data;
  const fields = { ...rest, conversationType: conversation_type, date: date ? isoDate(date) : null };
  return {
    kind: 'header',
    header: Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
    ),
  };
}

/** An ISO 8601 date or date-time in UTC with milliseconds, or null; without a zone it is taken as UTC. */
export function isoDate(value: string): string | null {
  const [, day = '', time, zone] = DATE.exec(value) ?? [];
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return null;
  const moment = time === undefined ? midnight : new Date(`${day}T${time}${zone ?? 'Z'}`);
  const year = moment.getUTCFullYear();
  return Number.isNaN(year) || year < YEAR_MIN || year > YEAR_MAX ? null : moment.toISOString();
}

function isEmailOrNull(value: string | null): boolean {
  return value === null || /^[^\s@<>]+@[^\s@<>]+$/u.test(value);
}
