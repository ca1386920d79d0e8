import { hash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import pg from 'pg';
import type { Notice } from '../base/notice.ts';
import type { Pool } from '../db/pool.ts';
import type { FindUsersByName } from '../domain/accounts/people.ts';
import type { PresentCard } from '../domain/conversations/card.ts';
import {
  contentKey,
  findImportedBefore,
  type ImportedBefore,
  type ImportKey,
} from '../domain/conversations/import-keys.ts';
import {
  dropMediaFile,
  findRecording,
  keepMediaFile,
  type StoredFile,
} from '../domain/recordings/recordings.ts';
import type { RecordingStorage } from '../domain/recordings/storage.ts';
import type { ParseOptions } from '../domain/transcripts/parse-transcript.ts';
import type { MediaInfo } from '../engines/media/media-info.ts';
import { chooseRecogniser, type ProviderConfig } from '../engines/providers/provider-config.ts';
import { probeSound } from '../engines/sound/read-sound.ts';
import { coversLanguage } from '../engines/speech/embedded/covered-language.ts';
import { checkParts } from '../engines/speech/embedded/parts.ts';
import { type Accept, type Accepted, acceptSound } from './accept.ts';
import { type DescribedAccount, type ImportDetails, keyFault } from './describe-import.ts';
import { fileKind, recordingFormat, transcriptReading } from './file-kind.ts';
import { type FileSource, nameOf, onDisk } from './file-source.ts';
import type { IntakeFault, IntakeRefusal } from './intake-fault.ts';
import { prepareImport, prepareSound } from './prepare-import.ts';

/** The stores and recognisers for things that come in. */
export interface IntakeContext {
  pool: Pool;
  findUsersByName: FindUsersByName;
  /** For transcripts. */
  accept: Accept;
  /** Where recordings are kept; asked for when one comes. */
  openStorage(): Promise<RecordingStorage>;
  dataDir: string;
  providers: ProviderConfig;
  presentCard: PresentCard;
  now(): Date;
}

export interface IntakeAccount extends DescribedAccount {
  name: string;
}

/** Details and options that are told with an import. */
export interface IntakeWishes {
  details: ImportDetails;
  /** The recording that is kept beside a transcript. */
  recording?: FileSource | undefined;
  /** How many people speak. */
  speakers?: number | undefined;
  reading?: ParseOptions;
  /** Take what is there of a recording that is cut off. */
  acceptTruncated?: boolean | undefined;
  /** Another import of the account with this key is the same one. By default the hash of the content. */
  key?: string | undefined;
  /** Store it although an import with this key is there already. */
  again?: boolean | undefined;
  /** A key that a program chose: with other content or details it is refused. It stands in the place of `key`. */
  idempotencyKey?: string | undefined;
}

export type IntakeOutcome =
  /** `notices`: what is known at once; of a recording they come with its decoding. */
  | { kind: 'accepted'; id: string; notices: readonly Notice[] }
  /** The account has it by its key; nothing is stored. */
  | ({ kind: 'already_here' } & Omit<ImportedBefore, 'fingerprint'>)
  | IntakeRefusal;

type FileOutcome =
  | Exclude<IntakeOutcome, { kind: 'already_here' }>
  | ({ kind: 'already_here' } & ImportedBefore);

interface Arrival {
  account: IntakeAccount;
  /** As it is called, for people. */
  name: string;
  file: string;
  wishes: IntakeWishes;
  importKey: ImportKey;
}

/** Beyond the parser's own bound a transcript is not even read. */
const mostTranscriptBytes = 32 * 1024 * 1024;

/** Takes in one file, a transcript or a recording by its content; what is refused leaves nothing behind. */
export function takeIn(
  context: IntakeContext,
  account: IntakeAccount,
  source: FileSource,
  wishes: IntakeWishes,
): Promise<IntakeOutcome> {
  return onDisk(source, context.dataDir, async (file) => {
    const fault = keyFault(wishes.key);
    if (fault) return refuse(fault);
    if (!(await isFile(file))) return refuse({ code: 'file_missing' });
    const arrival = { account, name: nameOf(source), file, wishes };
    const importKey = await keyOf(arrival);
    const outcome = await takeFile(context, { ...arrival, importKey });
    if (outcome.kind !== 'already_here') return outcome;
    const { fingerprint, ...known } = outcome;
    const isOther = importKey.fingerprint !== undefined && fingerprint !== importKey.fingerprint;
    return isOther ? refuse({ code: 'idempotency_key_taken' }) : known;
  });
}

async function keyOf({ file, name, wishes }: Omit<Arrival, 'importKey'>): Promise<ImportKey> {
  const { idempotencyKey, key, again = false } = wishes;
  if (idempotencyKey === undefined) return { text: key ?? (await contentKey(file)), again };
  const { details, speakers, reading, acceptTruncated } = wishes;
  const told = JSON.stringify([name, details, speakers, reading, acceptTruncated]);
  const fingerprint = hash('sha256', `${await contentKey(file)} ${told}`, 'base64url');
  return { text: `idempotency:${idempotencyKey}`, again, fingerprint };
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (info) => info.isFile(),
    () => false,
  );

async function takeFile(context: IntakeContext, arrival: Arrival): Promise<FileOutcome> {
  const { file, wishes } = arrival;
  const format = wishes.reading?.format;
  // Beside a transcript a recording's format is told of the recording.
  const isOfRecording = wishes.recording !== undefined && recordingFormat(format) !== undefined;
  const kind = await fileKind(file, isOfRecording ? undefined : format);
  if (kind.kind === 'refused') return kind;
  if (kind.kind === 'recording') return takeSound(context, arrival);
  if ((await stat(file)).size > mostTranscriptBytes) return refuse({ code: 'too_large', problem: 'file' });
  const outcome = await takeTranscript(context, arrival);
  const isNeither = kind.isBinary && outcome.kind === 'refused' && outcome.code === 'not_text';
  return isNeither ? refuse({ code: 'not_media', problem: 'nor_text' }) : outcome;
}

async function takeTranscript(
  context: IntakeContext,
  { account, name, file, wishes, importKey }: Arrival,
): Promise<FileOutcome> {
  const now = context.now();
  const { details, reading = {}, recording } = wishes;
  const bytes = await readFile(file);
  const described = { name, bytes, details, reading: transcriptReading(reading) };
  const prepared = await prepareImport(context, account, described, now);
  if (prepared.kind === 'refused') return prepared;
  const incoming = { ...prepared.incoming, importKey };
  if (recording === undefined)
    return outcomeOf(await context.accept(account.id, incoming, { ...context, now }), incoming.notices);
  const before = await importedBefore(context, account, importKey);
  if (before) return before;
  return onDisk(recording, context.dataDir, async (beside) => {
    if (!(await isFile(beside)))
      return refuse({ code: 'recording_missing', problem: 'no_file', file: nameOf(recording) });
    const info = await probeSound(beside, { told: recordingFormat(reading.format) });
    if (info.kind === 'refused') return info;
    return keepAnd(context, account.id, { path: beside, info }, (kept) =>
      context.accept(account.id, { ...incoming, recording: kept }, { ...context, now }),
    );
  });
}

async function takeSound(
  context: IntakeContext,
  { account, name, file, wishes, importKey }: Arrival,
): Promise<FileOutcome> {
  const { details, reading, recording, speakers, acceptTruncated = false } = wishes;
  const now = context.now();
  if (recording !== undefined) return refuse({ code: 'recording_given_twice' });
  const before = await importedBefore(context, account, importKey);
  if (before) return before;
  const info = await probeSound(file, { told: recordingFormat(reading?.format) });
  if (info.kind === 'refused') return info;
  if (info.truncated && !acceptTruncated) return refuse({ code: 'media_truncated', problem: 'ends_early' });
  const prepared = await prepareSound(context, account, { name, info, details }, now);
  if (prepared.kind === 'refused') return prepared;
  const incoming = { ...prepared.incoming, importKey };
  const fault = await recogniserFault(context.providers, account, incoming.language);
  if (fault) return refuse(fault);
  const recognition = { speakers: speakers ?? null, acceptTruncated };
  return keepAnd(context, account.id, { path: file, info }, (kept) =>
    acceptSound(
      context.pool,
      account.id,
      { ...incoming, recording: kept, wishes: recognition },
      { ...context, now },
    ),
  );
}

/** A long recording is not worked on only to be found here in the end. */
async function importedBefore(
  { pool }: IntakeContext,
  account: IntakeAccount,
  { text, again }: ImportKey,
): Promise<FileOutcome | null> {
  const before = again ? undefined : await findImportedBefore(pool, account.id, text);
  return before ? { kind: 'already_here', ...before } : null;
}

/** Why the recording could not be recognised on this machine, found out before any work begins. */
async function recogniserFault(
  providers: ProviderConfig,
  account: IntakeAccount,
  language: string,
): Promise<IntakeFault | null> {
  const conversation = { accountId: account.id, accountName: account.name, language };
  if (chooseRecogniser(providers, conversation) !== 'embedded') return null;
  if (!coversLanguage(language)) return { code: 'language_unsupported_by_embedded', language };
  const parts = await checkParts();
  return parts.kind === 'missing' ? parts.part : null;
}

/**
 * Copies the media into the storage, and removes it where the database refused the conversation. Where the
 * database's answer did not come, the file stays: the conversation may be stored, and a file too many does no harm.
 */
async function keepAnd(
  { openStorage, pool }: IntakeContext,
  accountId: string,
  source: { path: string; info: MediaInfo },
  accept: (recording: StoredFile) => Promise<Accepted>,
): Promise<FileOutcome> {
  const storage = await openStorage();
  const kept = await keepMediaFile(storage, accountId, source);
  if (kept.kind === 'disk_full') return refuse({ code: 'disk_full' });
  if (kept.kind === 'storage_failed') return refuse({ code: 'storage_failed', cause: kept.cause.message });
  const { kind: _, ...recording } = kept;
  try {
    const outcome = await accept(recording);
    if (outcome.kind === 'already_here') await dropMediaFile(storage, accountId, recording);
    return outcomeOf(outcome);
  } catch (error) {
    if (error instanceof pg.DatabaseError) await dropMediaFile(storage, accountId, recording);
    const stored = await findRecording(pool, accountId, recording.recordingId).catch(() => null);
    if (stored) return outcomeOf({ kind: 'stored', id: stored.conversationId });
    throw error;
  }
}

function outcomeOf(accepted: Accepted, notices: readonly Notice[] = []): FileOutcome {
  return accepted.kind === 'stored' ? { kind: 'accepted', id: accepted.id, notices } : accepted;
}

function refuse(fault: IntakeFault): IntakeRefusal {
  return { kind: 'refused', ...fault };
}
