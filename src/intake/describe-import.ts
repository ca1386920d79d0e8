import path from 'node:path';
import { z } from 'zod';
import { languageTagForm } from '../base/language-tag.ts';
import type { Db } from '../db/pool.ts';
import { findUserByEmail, findUsersByName, listDepartments, type User } from '../domain/accounts/people.ts';
import { media, type Participant } from '../domain/conversations/conversation.ts';
import type { NewConversation } from '../domain/conversations/store-new.ts';
import { isoDate, type TranscriptHeader } from '../domain/transcripts/transcript-header.ts';
import { knownParticipant, speakersAsParticipants } from '../processing/participants.ts';

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

export type ImportRefusal = { kind: 'refused'; code: string; message: string };

/** What is known of a conversation before its words. */
export type DescribedImport =
  | {
      kind: 'described';
      conversation: Omit<NewConversation, 'accountId' | 'id' | 'durationSeconds' | 'importedAs' | 'notices'>;
    }
  | ImportRefusal;

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
  language: z.string().regex(languageTagForm, 'must be a language tag such as en or sv'),
  participants: z.array(participantSchema).max(1_000, 'must be at most 1000'),
});

/** Puts together what the file says of itself and what was said about it; refused with a message for people. */
export async function describeImport(
  db: Db,
  account: { id: string; language: string },
  file: { name: string; details: ImportDetails; header: TranscriptHeader; speakers: string[] },
  now: Date,
): Promise<DescribedImport> {
  const listed = file.header.participants?.flatMap(({ name, email }) =>
    email === null && name ? [name] : [],
  );
  const names = file.details.participants ? [] : (listed ?? file.speakers);
  const users = names.length === 0 ? [] : await findUsersByName(db, account.id, names);
  const described = detailsSchema.safeParse(gather(file, { account, users, now }));
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
    kind: 'described',
    conversation: {
      ...description,
      conversationType: type,
      startedAt: new Date(date),
      departmentId: owner.departmentId,
      userId: owner.userId,
    },
  };
}

function gather(
  file: { name: string; details: ImportDetails; header: TranscriptHeader; speakers: string[] },
  known: { account: { language: string }; users: User[]; now: Date },
): Record<string, unknown> {
  const { details, header } = file;
  const date = details.date === undefined ? header.date : (isoDate(details.date) ?? 'malformed');
  return {
    title: details.title ?? header.title ?? path.basename(file.name, path.extname(file.name)),
    company: details.company ?? header.company ?? null,
    type: details.conversationType ?? header.conversationType ?? null,
    date: date ?? known.now.toISOString(),
    medium: details.medium ?? header.medium ?? 'upload',
    language: details.language ?? header.language ?? known.account.language,
    participants:
      details.participants ??
      header.participants?.map((participant) => knownParticipant(participant, known.users)) ??
      speakersAsParticipants(file.speakers, known.users),
  };
}

async function findOwner(
  db: Db,
  accountId: string,
  details: ImportDetails,
): Promise<{ kind: 'owner'; userId: string | null; departmentId: string | null } | ImportRefusal> {
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

function refused(code: string, message: string): ImportRefusal {
  return { kind: 'refused', code, message };
}
