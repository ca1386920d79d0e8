import type { StoredTranscript } from '../stored-transcript.ts';
import type { HeaderParticipant } from '../transcript-header.ts';

/** A conversation as a writer takes it. */
export interface WrittenConversation {
  title: string;
  company: string | null;
  /** ISO 8601. */
  date: string;
  medium: string;
  /** BCP 47. */
  language: string;
  conversationType: string | null;
  participants: readonly HeaderParticipant[];
  transcript: StoredTranscript;
}

/** Gives the text of a file. */
export type TranscriptWriter = (conversation: WrittenConversation) => string;

/** Stands for a speaker whom nobody knows; readers take it as none. */
export const unknownSpeaker = '(unknown speaker)';

/** `01:02:03.500`, with the mark that the format has before milliseconds. */
export function writeStamp(totalSeconds: number, mark: '.' | ','): string {
  const totalMs = Math.round(totalSeconds * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(totalMs / 3_600_000), Math.floor(totalMs / 60_000) % 60];
  const [seconds, ms] = [Math.floor(totalMs / 1000) % 60, totalMs % 1000];
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${mark}${String(ms).padStart(3, '0')}`;
}
