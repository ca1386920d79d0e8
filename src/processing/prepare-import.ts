import path from 'node:path';
import { z } from 'zod';
import { findUserByEmail, listDepartments, listUsers, type User } from '../accounts/people.ts';
import { media, type Participant } from '../conversations/conversation.ts';
import type { Db } from '../db/pool.ts';
import { type ParsedTranscript, parseTranscript } from '../transcripts/parse-transcript.ts';
import { isoDate } from '../transcripts/transcript-header.ts';
import type { IncomingConversation } from './accept.ts';

/** What somebody says about a file; it goes before what the file says of itself. */
export interface ImportDetails {
  title?: string | undefined;
  company?: string | undefined;
  userEmail?: string | undefined;
  departmentName?: string | undefined;
  conversationType?: string | undefined;
  date?: string | undefined;
  medium?: string | undefined;
  language?: string | undefined;
  participants?: Participant[] | undefined;
}

export type PreparedImport =
  | { kind: 'ready'; incoming: IncomingConversation }
  | { kind: 'refused'; code: string; message: string };

const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must have at most ${longest} characters`)
    .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), 'must not hold control characters');

/** Time zones and clocks differ; a conversation that has not been is none. */
const mostAheadMs = 86_400_000;

const participantSchema = z.object({
  name: line(1_000).nullable(),
  email: line(320).nullable(),
  role: line(100).nullable(),
});

// The bounds are those of the contract's schemas.
const detailsSchema = z.object({
  title: line(1_000),
  company: line(1_000).nullable(),
  type: line(100).nullable(),
  date: z.iso.datetime({ message: 'must be an ISO 8601 date or date-time' }),
  medium: z.enum(media, { message: `must be one of ${media.join(', ')}` }),
  language: z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'must be a language tag such as en or sv'),
  participants: z.array(participantSchema).max(1_000, 'must be at most 1000'),
});

/** Reads a transcript file and everything about it; refused with a message for people, and then nothing is stored. */
export async function prepareImport(
  db: Db,
  account: { id: string; language: string },
  file: { name: string; bytes: Uint8Array; details: ImportDetails },
  now: Date,
): Promise<PreparedImport> {
  const parsed = parseTranscript(file);
  if (parsed.kind === 'refused') return parsed;
  const users = await listUsers(db, account.id);
  const described = detailsSchema.safeParse(describe(parsed, file, { account, users, now }));
  if (!described.success) {
    const [issue] = described.error.issues;
    return refused(`invalid_${String(issue?.path[0])}`, `${issue?.path.join('.')} ${issue?.message}.`);
  }
  const owner = await findOwner(db, account.id, file.details);
  if (owner.kind === 'refused') return owner;
  const { type, date, ...description } = described.data;
  if (Date.parse(date) > now.getTime() + mostAheadMs)
    return refused('invalid_date', 'date lies in the future.');
  return {
    kind: 'ready',
    incoming: {
      ...description,
      conversationType: type,
      startedAt: new Date(date),
      durationSeconds: parsed.durationSeconds === null ? null : Math.round(parsed.durationSeconds),
      departmentId: owner.departmentId,
      userId: owner.userId,
      transcript: parsed.transcript,
      recording: null,
    },
  };
}

function describe(
  parsed: Extract<ParsedTranscript, { kind: 'parsed' }>,
  file: { name: string; details: ImportDetails },
  known: { account: { language: string }; users: User[]; now: Date },
): Record<string, unknown> {
  const { details } = file;
  const { header } = parsed;
  const date = details.date === undefined ? header.date : (isoDate(details.date) ?? 'malformed');
  return {
    title: details.title ?? header.title ?? path.basename(file.name, path.extname(file.name)),
    company: details.company ?? header.company ?? null,
    type: details.conversationType ?? header.conversationType ?? null,
    date: date ?? known.now.toISOString(),
    medium: details.medium ?? header.medium ?? 'upload',
    language: details.language ?? header.language ?? known.account.language,
    participants:
      details.participants ?? header.participants ?? speakersAsParticipants(parsed.speakers, known.users),
  };
}

/** Who spoke took part. A speaker named as one of the account's users is internal. */
function speakersAsParticipants(speakers: string[], users: User[]): Participant[] {
  return speakers.map((name) => {
    const user = users.find((candidate) => candidate.active && candidate.name === name);
    return { name, email: user?.email ?? null, role: user ? 'internal' : null };
  });
}

async function findOwner(
  db: Db,
  accountId: string,
  details: ImportDetails,
): Promise<
  | { kind: 'owner'; userId: string | null; departmentId: string | null }
  | (PreparedImport & { kind: 'refused' })
> {
  const { userEmail, departmentName } = details;
  const user = userEmail === undefined ? null : await findUserByEmail(db, accountId, userEmail);
  if (user === undefined || user?.active === false) {
    return refused('unknown_user', `The account has no active user ${userEmail}; see: bin/meetric user list`);
  }
  const departments = departmentName === undefined ? [] : await listDepartments(db, accountId);
  const department = departments.find(
    ({ name, enabled }) => enabled && name.toLowerCase() === departmentName?.toLowerCase(),
  );
  if (departmentName !== undefined && !department) {
    return refused(
      'unknown_department',
      `The account has no enabled department ${departmentName}; see: bin/meetric department list`,
    );
  }
  return { kind: 'owner', userId: user?.id ?? null, departmentId: department?.id ?? null };
}

function refused(code: string, message: string): PreparedImport & { kind: 'refused' } {
  return { kind: 'refused', code, message };
}
