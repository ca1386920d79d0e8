import { open } from 'node:fs/promises';
import type { ParseOptions } from '../domain/transcripts/parse-transcript.ts';
import type { MediaRefusal } from '../engines/media/media-refusal.ts';
import { endingOf, formatNames, isRecordingEnding } from '../engines/media/recording-formats.ts';
import { sniffMedia } from '../engines/media/sniff-media.ts';

export type FileKind =
  | { kind: 'recording' }
  /** `isBinary`: it is no text by its first bytes either; a document may be. */
  | { kind: 'transcript'; isBinary: boolean }
  | MediaRefusal;

/** Whether a file is read as a recording or as a transcript: by its content, else by its name, else by what is told. */
export async function fileKind(file: string, format: string | undefined): Promise<FileKind> {
  const told = recordingFormat(format);
  if (format !== undefined && told === undefined) return { kind: 'transcript', isBinary: false };
  const handle = await open(file, 'r');
  const ending = endingOf(file);
  const sniffed = await sniffMedia(handle, { ending, told }).finally(() => handle.close());
  if (sniffed.kind === 'refused') return sniffed;
  const isTranscript = sniffed.kind === 'text' || sniffed.kind === 'unknown';
  // An empty or ruined recording is named as such, not as a transcript that can not be read.
  if (!isTranscript || isRecordingEnding(ending)) return { kind: 'recording' };
  return { kind: 'transcript', isBinary: sniffed.kind === 'unknown' };
}

/** The told format where it is one of recordings. */
export function recordingFormat(format: string | undefined): string | undefined {
  return format !== undefined && formatNames.includes(format) ? format : undefined;
}

/** Leaves out a format that was told of the recording beside the transcript. */
export function transcriptReading(reading: ParseOptions): ParseOptions {
  return recordingFormat(reading.format) === undefined ? reading : { ...reading, format: undefined };
}
