import { type Notice, NoticeTally } from '../../base/notice.ts';
import { decodeText } from './documents/decode-text.ts';
import { openDocument } from './documents/open-document.ts';
import type { TimeUnit, TranscriptFormat } from './format.ts';
import { transcriptFormats } from './formats/table.ts';
import { Source } from './source.ts';
import { type StoredTranscript, transcriptDurationSeconds, transcriptSpeakers } from './stored-transcript.ts';
import { refuseUnknown } from './text/refuse-unknown.ts';
import type { TranscriptHeader } from './transcript-header.ts';
import { refuse, type TranscriptRefusal } from './transcript-refusal.ts';

export type ParsedTranscript =
  | {
      kind: 'parsed';
      /** The id of the format that it was read as; after the container and `_` where the text came out of one: `docx_teams_text`. */
      format: string;
      transcript: StoredTranscript;
      durationSeconds: number | null;
      /** In order of first appearance. */
      speakers: string[];
      header: TranscriptHeader;
      /** Tells what was mended, guessed or left out. */
      notices: Notice[];
    }
  | TranscriptRefusal;

/** The importer's wishes for how a file is to be read. */
export interface ParseOptions {
  /** The id of a format, where its recognition is to be skipped. */
  format?: string | undefined;
  carrySpeakers?: boolean | undefined;
  timeUnit?: TimeUnit | undefined;
}

const bytesMax = 20 * 1024 * 1024;

/** Takes a file; gives its transcript as it is to be stored, or what is wrong with it. The content decides the format, the name only helps. */
export function parseTranscript(
  file: { name: string; bytes: Uint8Array },
  options: ParseOptions = {},
): ParsedTranscript {
  const notices = new NoticeTally();
  const source = openSource(file, notices);
  if ('code' in source) return source;
  const format = chooseFormat(source, options.format);
  if ('code' in format) return format;
  const { carrySpeakers = false, timeUnit = null } = options;
  const reading = format.read(source, { carrySpeakers, timeUnit, notices });
  if (reading.kind === 'refused') return reading;
  const { transcript, header } = reading;
  return {
    kind: 'parsed',
    format: source.container === null ? format.id : `${source.container}_${format.id}`,
    transcript,
    durationSeconds: transcriptDurationSeconds(transcript),
    speakers: transcriptSpeakers(transcript),
    header,
    notices: notices.list(),
  };
}

function openSource(
  { name, bytes }: { name: string; bytes: Uint8Array },
  notices: NoticeTally,
): Source | TranscriptRefusal {
  if (bytes.length > bytesMax) return refuse('too_large', 'The file is larger than 20 MB.');
  const document = openDocument(bytes);
  const decoded = document ?? decodeText(bytes, notices);
  if (decoded.kind === 'refused') return decoded;
  const { text } = decoded;
  const nul = text.indexOf('\u0000');
  if (nul !== -1) {
    const line = text.slice(0, nul).split(/\r\n|\r|\n/u).length;
    return refuse('not_text', `Line ${line}: the text holds a NUL character.`);
  }
  if (text.trim() === '') return refuse('empty', 'The file is empty.');
  if (decoded.kind === 'document') return new Source(name, text, decoded.container);
  // Text without a NUL has NUL bytes only where its characters are wide.
  return new Source(name, text, null, bytes.includes(0) ? null : bytes);
}

function chooseFormat(source: Source, wanted: string | undefined): TranscriptFormat | TranscriptRefusal {
  if (wanted !== undefined) {
    const ids = transcriptFormats.map(({ id }) => id);
    return (
      transcriptFormats.find(({ id }) => id === wanted) ??
      refuse('unknown_format', `There is no format ${wanted}; there are ${ids.join(', ')}.`)
    );
  }
  let best: TranscriptFormat | null = null;
  let bestConfidence = 0;
  for (const format of transcriptFormats) {
    const confidence = format.matches(source);
    if (confidence > bestConfidence) [best, bestConfidence] = [format, confidence];
  }
  return best ?? refuseUnknown(source);
}
