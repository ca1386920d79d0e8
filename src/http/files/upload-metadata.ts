import { z } from 'zod';
import type { UploadWishes } from '../../domain/uploads/upload.ts';

export type UploadMetadata =
  | { kind: 'read'; fileName: string; wishes: UploadWishes }
  | { kind: 'invalid'; name: string };

const longestName = 255;
const text = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}]*$/u);
const schema = z.object({
  filename: z.string().optional(),
  title: text.optional(),
  company: text.optional(),
  date: text.optional(),
  language: text.optional(),
  conversation_type: text.optional(),
  department: text.optional(),
  format: z
    .string()
    .regex(/^[a-z0-9_-]{1,64}$/)
    .optional(),
  speakers: z
    .string()
    .regex(/^([1-9]\d?|100)$/)
    .transform(Number)
    .optional(),
  modified: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
  time_unit: z.enum(['s', 'ms']).optional(),
  accept_truncated: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
});

/** Upload-Metadata of the tus protocol: text of the client, whatever it holds. Other keys are left out. */
export function readUploadMetadata(given: Readonly<Record<string, string | null>>): UploadMetadata {
  const present = Object.entries(given).filter(([, value]) => value !== null && value !== '');
  const parsed = schema.safeParse(Object.fromEntries(present));
  if (!parsed.success) return { kind: 'invalid', name: String(parsed.error.issues[0]?.path[0]) };
  const { filename, conversation_type, department, time_unit, accept_truncated, modified, ...rest } =
    parsed.data;
  const wishes = {
    ...rest,
    conversationType: conversation_type,
    departmentName: department,
    timeUnit: time_unit,
    acceptTruncated: accept_truncated,
    modifiedMs: modified,
  };
  return { kind: 'read', fileName: plainName(filename ?? ''), wishes };
}

/** The last part of a path, without characters that a title cannot have. The ending stays, since it tells the format. */
export function plainName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/\p{Cc}+/gu, ' ').trim();
  if (plain === '') return 'Upload';
  const ending = /\.[A-Za-z0-9]{1,12}$/.exec(plain)?.[0] ?? '';
  const stem = plain.slice(0, plain.length - ending.length);
  return `${stem.slice(0, longestName - ending.length).toWellFormed()}${ending}`;
}
