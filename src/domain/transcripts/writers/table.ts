import { writeCsv } from './write-csv.ts';
import { writeJson } from './write-json.ts';
import { writeMarkdown } from './write-markdown.ts';
import { writeSrt } from './write-srt.ts';
import { writeText } from './write-text.ts';
import { writeVtt } from './write-vtt.ts';
import type { TranscriptWriter } from './writer.ts';

/** How a conversation's words can be written, by the file's extension. */
export const transcriptWriters = {
  vtt: writeVtt,
  srt: writeSrt,
  txt: writeText,
  md: writeMarkdown,
  json: writeJson,
  csv: writeCsv,
} as const satisfies Record<string, TranscriptWriter>;

export type WrittenFormat = keyof typeof transcriptWriters;
