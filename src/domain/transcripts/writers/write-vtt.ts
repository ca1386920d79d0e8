import { transcriptLines } from '../stored-transcript.ts';
import type { TranscriptWriter } from './writer.ts';
import { writeStamp } from './writer.ts';

/** The first line of our WebVTT: a reader need not guess who speaks, or what is a note. */
export const meetricVttHeader = 'WEBVTT - Meetric';

/** Speakers as voice tags. Messages have no times: each lasts no time at its place in the order. */
export const writeVtt: TranscriptWriter = ({ title, language, transcript }) => {
  const cues = transcriptLines(transcript).map(({ index, speakerName, text, start, end }) => {
    const from = start ?? index;
    const voice = speakerName === null ? '' : `<v ${plain(speakerName)}>`;
    return `${index + 1}\n${writeStamp(from, '.')} --> ${writeStamp(end ?? from, '.')}\n${voice}${plain(text)}\n`;
  });
  return `${meetricVttHeader}\n\nNOTE ${plain(title)} (${language})\n\n${cues.join('\n')}`;
};

/** https://www.w3.org/TR/webvtt1/#webvtt-cue-text: three characters mean something; text is one line. */
function plain(text: string): string {
  const oneLine = text.replace(/\s+/gu, ' ').trim();
  return oneLine.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
