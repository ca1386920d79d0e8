import type { Notice } from '../notice.ts';
import { isTimingLine } from './cue-blocks.ts';
import { parseJson } from './parse-json.ts';
import { parseSrt } from './parse-srt.ts';
import { parseText } from './parse-text.ts';
import { isWebVtt, parseWebVtt } from './parse-webvtt.ts';
import { type StoredTranscript, transcriptDurationSeconds, transcriptSpeakers } from './stored-transcript.ts';
import type { TranscriptHeader } from './transcript-header.ts';
import { refuse, type TranscriptReading, type TranscriptRefusal } from './transcript-refusal.ts';

export type TranscriptFormat = 'webvtt' | 'srt' | 'json' | 'text';

export type ParsedTranscript =
  | {
      kind: 'parsed';
      format: TranscriptFormat;
      transcript: StoredTranscript;
      durationSeconds: number | null;
      /** In order of first appearance. */
      speakers: string[];
      header: TranscriptHeader;
      /** What was mended, guessed or left out. */
      notices: Notice[];
    }
  | TranscriptRefusal;

const BYTES_MAX = 20 * 1024 * 1024;
const LINES_MAX = 200_000;
const OTHER_EXTENSIONS = new Set(
  'ass css csv htm html js py rtf sql ssa svg ts tsv ttml xml yaml yml'.split(' '),
);

/** Takes a file; gives its transcript as it is to be stored, or what is wrong with it. The content decides the format, the name only helps. */
export function parseTranscript(file: { name: string; bytes: Uint8Array }): ParsedTranscript {
  const decoded = decode(file.bytes);
  if (decoded.kind === 'refused') return decoded;
  const { text, lines } = decoded;
  const extension = /\.([^.]+)$/u.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const format = detectFormat(text, lines, extension);
  if (format === null) {
    return refuse(
      'unknown_format',
      `A .${extension} file is no transcript; use WebVTT, SRT, JSON or "Name: text" lines.`,
    );
  }
  const reading = read(format, text, lines);
  if (reading.kind === 'refused') return reading;
  const { transcript, header } = reading;
  return {
    kind: 'parsed',
    format,
    transcript,
    durationSeconds: transcriptDurationSeconds(transcript),
    speakers: transcriptSpeakers(transcript),
    header,
    notices: [],
  };
}

function decode(bytes: Uint8Array): { kind: 'text'; text: string; lines: string[] } | TranscriptRefusal {
  if (bytes.length > BYTES_MAX) return refuse('too_large', 'The file is larger than 20 MB.');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse('not_text', 'The file is UTF-16; save it as UTF-8.');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('not_text', 'The file is not UTF-8 text.');
  }
  const nul = text.indexOf('\u0000');
  if (nul !== -1) {
    return refuse(
      'not_text',
      `Line ${splitLines(text.slice(0, nul)).length}: the text holds a NUL character.`,
    );
  }
  if (text.trim() === '') return refuse('empty', 'The file is empty.');
  const lines = splitLines(text);
  if (lines.length > LINES_MAX) return refuse('too_large', 'The file has more than 200,000 lines.');
  return { kind: 'text', text, lines };
}

function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/u);
}

function detectFormat(text: string, lines: readonly string[], extension: string): TranscriptFormat | null {
  if (isWebVtt(text)) return 'webvtt';
  if (/^\s*(?:\{(?!\\)|\[\s*[\]{])/u.test(text)) return 'json';
  if (lines.some(isTimingLine)) return 'srt';
  if (extension === 'vtt') return 'webvtt';
  if (extension === 'srt' || extension === 'json') return extension;
  return OTHER_EXTENSIONS.has(extension) ? null : 'text';
}

function read(format: TranscriptFormat, text: string, lines: readonly string[]): TranscriptReading {
  switch (format) {
    case 'webvtt':
      return parseWebVtt(lines);
    case 'srt':
      return parseSrt(lines);
    case 'json':
      return parseJson(text);
    case 'text':
      return parseText(lines);
  }
}
