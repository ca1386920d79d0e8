import { transcriptLines } from '../stored-transcript.ts';
import { type TranscriptWriter, unknownSpeaker, writeStamp } from './writer.ts';

/** Speakers as labels. Messages have no times: each lasts no time at its place in the order. */
export const writeSrt: TranscriptWriter = ({ transcript }) => {
  const lines = transcriptLines(transcript);
  const areNamed = lines.some(({ speakerName }) => speakerName !== null);
  const cues = lines.map(({ index, speakerName, text, start, end }) => {
    const from = start ?? index;
    const label = areNamed ? `${speakerName ?? unknownSpeaker}: ` : '';
    const said = plain(`${label}${text}`);
    return `${index + 1}\n${writeStamp(from, ',')} --> ${writeStamp(end ?? from, ',')}\n${said}\n`;
  });
  return cues.join('\n');
};

/** Players show most text as it stands: only what would be a tag or a reference is written otherwise. */
function plain(text: string): string {
  const oneLine = text.replace(/\s+/gu, ' ').trim();
  return oneLine.replace(/&(?=#?\w+;)/gu, '&amp;').replace(/<(?=[/a-z\d])/giu, '&lt;');
}
