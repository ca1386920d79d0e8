import { access, constants, readFile, stat } from 'node:fs/promises';
import {
  type ParsedTranscript,
  type ParseOptions,
  parseTranscript,
} from '../domain/transcripts/parse-transcript.ts';
import type { MediaInfo } from '../engines/media/media-info.ts';
import { probeSound } from '../engines/sound/read-sound.ts';
import { fileKind, recordingFormat } from './file-kind.ts';
import type { IntakeRefusal } from './intake-fault.ts';

/** The kind as which a file would be taken in, or its refusal. */
export type Preview =
  | { kind: 'transcript'; parsed: Extract<ParsedTranscript, { kind: 'parsed' }> }
  | { kind: 'recording'; info: MediaInfo }
  | IntakeRefusal;

/** Looks into a file; nothing is stored, and no database is needed. */
export async function preview(file: string, reading: ParseOptions): Promise<Preview> {
  const isReadable = await access(file, constants.R_OK).then(
    async () => (await stat(file)).isFile(),
    () => false,
  );
  if (!isReadable) return { kind: 'refused', code: 'file_missing' };
  const kind = await fileKind(file, reading.format);
  if (kind.kind === 'refused') return kind;
  if (kind.kind === 'recording') {
    const info = await probeSound(file, { told: recordingFormat(reading.format) });
    return info.kind === 'refused' ? info : { kind: 'recording', info };
  }
  const parsed = parseTranscript({ name: file, bytes: await readFile(file) }, reading);
  return parsed.kind === 'refused' ? parsed : { kind: 'transcript', parsed };
}
