import { NoticeTally } from '../base/notice.ts';
import { fitHeader } from '../domain/transcripts/fit-header.ts';
import { meetricJson } from '../domain/transcripts/formats/meetric-json.ts';
import { type ParseOptions, parseTranscript } from '../domain/transcripts/parse-transcript.ts';
import type { MediaInfo } from '../engines/media/media-info.ts';
import type { IncomingConversation, IncomingSound } from './accept.ts';
import {
  type DescribeContext,
  type DescribedAccount,
  describeImport,
  type ImportDetails,
} from './describe-import.ts';
import type { IntakeRefusal } from './intake-fault.ts';

export type PreparedImport = { kind: 'ready'; incoming: IncomingConversation } | IntakeRefusal;
export type PreparedSound =
  | { kind: 'ready'; incoming: Omit<IncomingSound, 'recording' | 'wishes'> }
  | IntakeRefusal;

/** Reads a transcript file and everything about it; nothing is stored where it is refused. */
export async function prepareImport(
  context: DescribeContext,
  account: DescribedAccount,
  file: { name: string; bytes: Uint8Array; details: ImportDetails; reading?: ParseOptions | undefined },
  now: Date,
): Promise<PreparedImport> {
  const parsed = parseTranscript(file, file.reading);
  if (parsed.kind === 'refused') return parsed;
  const { speakers, transcript, durationSeconds } = parsed;
  const notices = new NoticeTally();
  notices.addAll(parsed.notices);
  // A writer of our own format is told what does not fit. Another program's file is taken as far as it fits.
  const header = parsed.format === meetricJson.id ? parsed.header : fitHeader(parsed.header, now, notices);
  const described = await describeImport(context, account, { ...file, header, speakers }, now);
  if (described.kind === 'refused') return described;
  const seconds = durationSeconds === null ? null : Math.round(durationSeconds);
  return {
    kind: 'ready',
    incoming: {
      ...described.conversation,
      durationSeconds: seconds,
      importedAs: parsed.format,
      notices: notices.list(),
      transcript,
      recording: null,
    },
  };
}

/** The same for a probed recording, whose speakers are not known yet. */
export async function prepareSound(
  context: DescribeContext,
  account: DescribedAccount,
  file: { name: string; info: MediaInfo; details: ImportDetails },
  now: Date,
): Promise<PreparedSound> {
  const described = await describeImport(context, account, { ...file, header: {}, speakers: [] }, now);
  if (described.kind === 'refused') return described;
  const durationSeconds = Math.round(file.info.durationSeconds);
  return {
    kind: 'ready',
    incoming: { ...described.conversation, durationSeconds, importedAs: file.info.container, notices: [] },
  };
}
