import path from 'node:path';
import { z } from 'zod';
import { languageTagForm } from '../base/language-tag.ts';
import type { Db } from '../db/pool.ts';
import {
  type FindUsersByName,
  findUserByEmail,
  listDepartments,
  type User,
} from '../domain/accounts/people.ts';
import { media, type Participant } from '../domain/conversations/conversation.ts';
import type { NewConversation } from '../domain/conversations/store-new.ts';
import { isoDate, type TranscriptHeader } from '../domain/transcripts/transcript-header.ts';
import { knownParticipant, speakersAsParticipants, withColleagueRole } from '../processing/participants.ts';
import {
  type DetailFault,
  type DetailRule,
  detailCodes,
  detailRules,
  type IntakeRefusal,
} from './intake-fault.ts';

/** Details that somebody tells of a file. They go before those that the file tells of itself. */
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

/** A conversation as far as it is known before its words. */
export type DescribedImport =
  | {
      kind: 'described';
      conversation: Omit<NewConversation, 'accountId' | 'id' | 'durationSeconds' | 'importedAs' | 'notices'>;
    }
  | IntakeRefusal;

/** Zod carries the rule that is broken as its message. */
const rule = (name: DetailRule): DetailRule => name;

const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, rule('not_empty'))
    .max(longest, rule('not_too_long'))
    .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), rule('no_control_characters'));

const refused = { kind: 'refused' } as const;

/**
 * A date may be this far ahead, since time zones and clocks differ. Beyond it the conversation has not been, and is
 * none.
 */
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
  date: z.iso.datetime({ message: rule('date') }),
  medium: z.enum(media, { message: rule('known_medium') }),
  language: z.string().regex(languageTagForm, rule('language_tag')),
  participants: z.array(participantSchema).max(1_000, rule('not_too_many')),
});

const keySchema = z.object({ key: line(200) });

/** The fault of the key of an import; null where it can be stored, or there is none. */
export function keyFault(key: string | undefined): DetailFault | null {
  if (key === undefined) return null;
  const { error } = keySchema.safeParse({ key });
  return error ? detailFault(error) : null;
}

/** Where people are looked up. */
export interface DescribeContext {
  pool: Db;
  findUsersByName: FindUsersByName;
}

/** The account's part in a description. */
export interface DescribedAccount {
  id: string;
  language: string;
  /** In lower case. */
  internalDomains: readonly string[];
}

/** Puts together what the file says of itself and what was said about it; or says what is wrong. */
export async function describeImport(
  { pool, findUsersByName }: DescribeContext,
  account: DescribedAccount,
  file: { name: string; details: ImportDetails; header: TranscriptHeader; speakers: string[] },
  now: Date,
): Promise<DescribedImport> {
  const listed = file.header.participants?.flatMap(({ name, email }) =>
    email === null && name ? [name] : [],
  );
  const names = file.details.participants ? [] : (listed ?? file.speakers);
  const users = await findUsersByName(account.id, names);
  const described = detailsSchema.safeParse(gather(file, { account, users, now }));
  if (!described.success) return { ...refused, ...detailFault(described.error) };
  const owner = await findOwner(pool, account.id, file.details);
  if (owner.kind === 'refused') return owner;
  const { type, date, ...description } = described.data;
  if (Date.parse(date) > now.getTime() + mostAheadMs)
    return { ...refused, code: 'invalid_date', at: 'date', rule: 'not_in_future', most: null };
  return {
    kind: 'described',
    conversation: {
      ...description,
      participants: description.participants.map((one) => withColleagueRole(one, account.internalDomains)),
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
): Promise<{ kind: 'owner'; userId: string | null; departmentId: string | null } | IntakeRefusal> {
  const { userEmail, departmentName } = details;
  // PostgreSQL takes no NUL, not even to look for it.
  const isSearchable = userEmail !== undefined && !userEmail.includes('\u0000');
  const user = isSearchable ? await findUserByEmail(db, accountId, userEmail) : null;
  if (userEmail !== undefined && !user?.active) return { ...refused, code: 'unknown_user', email: userEmail };
  const departments = departmentName === undefined ? [] : await listDepartments(db, accountId);
  const department = departments.find(
    ({ name, enabled }) => enabled && name.toLowerCase() === departmentName?.toLowerCase(),
  );
  if (departmentName !== undefined && !department)
    return { ...refused, code: 'unknown_department', name: departmentName };
  return { kind: 'owner', userId: user?.id ?? null, departmentId: department?.id ?? null };
}

function detailFault({ issues: [issue] }: z.ZodError): DetailFault {
  const code = detailCodes.find((known) => known === `invalid_${String(issue?.path[0])}`);
  const broken = detailRules.find((known) => known === issue?.message);
  if (!issue || !code || !broken) throw new Error(`A detail is not of its type: ${issue?.message}`);
  const most = issue.code === 'too_big' ? Number(issue.maximum) : null;
  return { code, at: issue.path.join('.'), rule: broken, most };
}
