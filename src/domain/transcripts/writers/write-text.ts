import { transcriptLines } from '../stored-transcript.ts';
import { type TranscriptWriter, unknownSpeaker, writeStamp } from './writer.ts';

/** The first line of our text: a reader need not guess what is a name. */
export const meetricTextHeader = 'Transcript written by Meetric';

/** A line each: `[00:00:01.000 - 00:00:02.500] Jane Doe: hello`, without the times where there are none. */
export const writeText: TranscriptWriter = ({ transcript }) => {
  const lines = transcriptLines(transcript).map(({ speakerName, text, start, end }) => {
    const stamp = start === null ? '' : `[${writeStamp(start, '.')} - ${writeStamp(end ?? start, '.')}] `;
    const name = (speakerName ?? unknownSpeaker).replaceAll(':', ' ');
    return `${stamp}${name}: ${text.replace(/\s+/gu, ' ').trim()}\n`;
  });
  return `${meetricTextHeader}\n${lines.join('')}`;
};
