import { transcriptLines } from '../stored-transcript.ts';
import { writeClock } from '../text/clock-time.ts';
import { type TranscriptWriter, unknownSpeaker } from './writer.ts';

/** For reading: title, date and people, then paragraphs that begin with the speaker's name. */
export const writeMarkdown: TranscriptWriter = ({ title, company, date, participants, transcript }) => {
  const people = participants.flatMap(({ name, email }) => name ?? email ?? []);
  const about = [date.slice(0, 10), ...(company === null ? [] : [company]), ...people].map(plain);
  const paragraphs: string[] = [];
  let speaking: string | null | undefined;
  for (const { speakerName, text, start } of transcriptLines(transcript)) {
    const said = plain(text.replace(/\s+/gu, ' ').trim());
    if (speakerName === speaking && speakerName !== null) {
      paragraphs.push(`${paragraphs.pop()} ${said}`);
      continue;
    }
    const stamp = start === null ? '' : `[${writeClock(start)}] `;
    paragraphs.push(`${stamp}**${plain(speakerName ?? unknownSpeaker)}:** ${said}`);
    speaking = speakerName;
  }
  return `# ${plain(title)}\n\n${about.join(' · ')}\n\n${paragraphs.join('\n\n')}\n`;
};

function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/gu, '\\$&');
}
