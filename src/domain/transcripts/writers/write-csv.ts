import { transcriptLines } from '../stored-transcript.ts';
import type { TranscriptWriter } from './writer.ts';

/** RFC 4180 with the columns speaker, start, end, text; times in seconds. */
export const writeCsv: TranscriptWriter = ({ transcript }) => {
  const rows = transcriptLines(transcript).map(({ speakerName, text, start, end }) =>
    [quote(speakerName ?? ''), start ?? '', end ?? '', quote(text)].join(','),
  );
  return `${['speaker,start,end,text', ...rows].join('\r\n')}\r\n`;
};

/** A spreadsheet would compute what begins like a formula; an apostrophe makes it text. */
function quote(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
