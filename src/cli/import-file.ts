import { readFile, stat } from 'node:fs/promises';
import pg from 'pg';
import type { Notice } from '../base/notice.ts';
import type { Pool } from '../db/pool.ts';
import type { Account } from '../domain/accounts/queries.ts';
import { openRecordingStorage } from '../domain/recordings/open-storage.ts';
import {
  dropMediaFile,
  findRecording,
  keepMediaFile,
  type StoredFile,
} from '../domain/recordings/recordings.ts';
import type { ParseOptions } from '../domain/transcripts/parse-transcript.ts';
import type { MediaInfo } from '../engines/media/media-info.ts';
import { type MediaRefusal, refuseMedia } from '../engines/media/media-refusal.ts';
import { formatNames } from '../engines/media/recording-formats.ts';
import { chooseRecogniser } from '../engines/providers/provider-config.ts';
import { probeSound } from '../engines/sound/read-sound.ts';
import { coversLanguage, languageUnsupported } from '../engines/speech/embedded/covered-language.ts';
import { checkParts } from '../engines/speech/embedded/parts.ts';
import { acceptConversation, acceptSound } from '../intake/accept.ts';
import type { ImportDetails, ImportRefusal } from '../intake/describe-import.ts';
import { prepareImport, prepareSound } from '../intake/prepare-import.ts';
import type { Config } from '../server/config.ts';
import { fileKind, recordingFormat } from './file-kind.ts';

/** Where files go. */
export interface ImportSession {
  config: Pick<Config, 'dataDir' | 'providers' | 'storage'>;
  database: { pool: Pool };
  account: Account;
  now: Date;
}

/** What is said about every file of one command. */
export interface ImportWishes {
  details: ImportDetails;
  /** The recording that is kept beside a transcript. */
  recording: string | undefined;
  /** How many people speak. */
  speakers: number | undefined;
  /** How the file is to be read. */
  reading?: ParseOptions | undefined;
  /** Take what is there of a recording that is cut off. */
  partial: boolean;
}

const cutOff =
  'This recording is cut off or damaged: it ends before what it announces. Copy or export it again, completely, or ' +
  'import what is there with --partial.';

const neitherKind =
  'This file is neither text nor a recording of a known format. If it is sound without a header, such as of a ' +
  `telephone system, say how it is stored with --format and one of: ${formatNames.join(', ')}.`;

export type ImportOutcome =
  /** `notices`: what is known at once; of a recording they come with its decoding. */
  { kind: 'accepted'; id: string; notices: readonly Notice[] } | ImportRefusal;

/** Beyond the parser's own bound a transcript is not even read. */
const mostTranscriptBytes = 32 * 1024 * 1024;

/** Takes in one file, a transcript or a recording by its content; whatever is refused leaves nothing behind. */
export async function importFile(
  session: ImportSession,
  file: string,
  wishes: ImportWishes,
): Promise<ImportOutcome> {
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) return refuse('file_missing', 'There is no such file.');
  const format = wishes.reading?.format;
  // Beside a transcript a recording's format is told of the recording.
  const isOfRecording = wishes.recording !== undefined && recordingFormat(format) !== undefined;
  const kind = await fileKind(file, isOfRecording ? undefined : format);
  if (kind.kind === 'refused') return kind;
  if (kind.kind === 'recording') return importSound(session, file, wishes);
  if (info.size > mostTranscriptBytes) return refuse('too_large', 'The file is larger than 20 MB.');
  const outcome = await importTranscript(session, file, wishes);
  const isNeither = kind.isBinary && outcome.kind === 'refused' && outcome.code === 'not_text';
  return isNeither ? refuseMedia('not_media', neitherKind) : outcome;
}

async function importTranscript(
  session: ImportSession,
  file: string,
  wishes: ImportWishes,
): Promise<ImportOutcome> {
  const { database, account, now } = session;
  const bytes = await readFile(file);
  const { details, reading } = wishes;
  const isTold = recordingFormat(reading?.format) === undefined;
  const described = {
    name: file,
    bytes,
    details,
    reading: isTold ? reading : { ...reading, format: undefined },
  };
  const prepared = await prepareImport(database.pool, account, described, now);
  if (prepared.kind === 'refused') return prepared;
  if (wishes.recording === undefined) {
    const id = await acceptConversation(database.pool, account.id, prepared.incoming, now);
    return accepted(id, prepared.incoming.notices);
  }
  const info = await probe(wishes.recording, wishes.reading?.format);
  if (info.kind === 'refused') return info;
  return keepAnd(session, { path: wishes.recording, info }, (recording) =>
    acceptConversation(database.pool, account.id, { ...prepared.incoming, recording }, now),
  );
}

async function importSound(
  session: ImportSession,
  file: string,
  wishes: ImportWishes,
): Promise<ImportOutcome> {
  const { database, account, now } = session;
  if (wishes.recording !== undefined)
    return refuse(
      'recording_given_twice',
      '--recording is for transcripts; this file is a recording itself.',
    );
  const info = await probe(file, wishes.reading?.format);
  if (info.kind === 'refused') return info;
  if (info.truncated && !wishes.partial) return refuseMedia('media_truncated', cutOff);
  const described = { name: file, info, details: wishes.details };
  const prepared = await prepareSound(database.pool, account, described, now);
  if (prepared.kind === 'refused') return prepared;
  const fault = await recogniserFault(session, prepared.incoming.language);
  if (fault) return fault;
  const recognition = { speakers: wishes.speakers ?? null, acceptTruncated: wishes.partial };
  return keepAnd(session, { path: file, info }, (recording) =>
    acceptSound(database.pool, account.id, { ...prepared.incoming, recording, wishes: recognition }, now),
  );
}

async function probe(file: string, told?: string): Promise<MediaInfo | MediaRefusal | ImportRefusal> {
  if (!(await stat(file).catch(() => null))?.isFile())
    return refuse('recording_missing', `There is no file ${file}.`);
  return probeSound(file, { told: recordingFormat(told) });
}

/** Why the recording could not be recognised on this machine, found out before any work begins. */
async function recogniserFault(
  { config, account }: ImportSession,
  language: string,
): Promise<ImportRefusal | null> {
  const conversation = { accountId: account.id, accountName: account.name, language };
  if (chooseRecogniser(config.providers, conversation) !== 'embedded') return null;
  if (!coversLanguage(language)) {
    const { code, message } = languageUnsupported(language);
    return refuse(code, message);
  }
  const parts = await checkParts();
  return parts.kind === 'missing' ? refuse(parts.code, parts.message) : null;
}

/**
 * Copies the media into the storage. It goes again where the database refused the conversation; where its answer did not
 * come, the conversation may be stored, and then a file too many does no harm.
 */
async function keepAnd(
  { config, database, account }: ImportSession,
  source: { path: string; info: MediaInfo },
  accept: (recording: StoredFile) => Promise<string>,
): Promise<ImportOutcome> {
  const storage = await openRecordingStorage(config);
  const kept = await keepMediaFile(storage, account.id, source);
  if (kept.kind === 'disk_full') return refuseMedia('disk_full');
  if (kept.kind === 'storage_failed')
    return refuse('storage_failed', `STORAGE_URL did not take the recording: ${kept.cause.message}`);
  const { kind: _, ...recording } = kept;
  try {
    return accepted(await accept(recording));
  } catch (error) {
    if (error instanceof pg.DatabaseError) await dropMediaFile(storage, account.id, recording);
    const stored = await findRecording(database.pool, account.id, recording.recordingId).catch(() => null);
    if (stored) return accepted(stored.conversationId);
    throw error;
  }
}

function accepted(id: string, notices: readonly Notice[] = []): ImportOutcome {
  return { kind: 'accepted', id, notices };
}

function refuse(code: string, message: string): ImportRefusal {
  return { kind: 'refused', code, message };
}
