import { isSentenceTranscript, type StoredTranscript, storedSeconds } from './stored-transcript.ts';
import { refuse, type TranscriptRefusal } from './transcript-refusal.ts';

/** Bounds of the contract. A reader of answers may rely on them, so that what exceeds them is not taken in. */
const textMax = 1_000_000;
const speakersMax = 10_000;
/** A year: the sentences of one person may overlap, and add up to more than the conversation's length. */
const spokenSecondsMax = 31_536_000;

/** `placeOf`: where the sentence or message at a position of the transcript stands in the file. */
export function boundsFault(
  transcript: StoredTranscript,
  placeOf: (position: number) => string,
): TranscriptRefusal | null {
  const items = isSentenceTranscript(transcript) ? transcript.sentences : transcript.messages;
  const spokenSeconds = new Map<string, number>();
  let position = 0;
  for (const { speaker_name: name, text, start, end } of items) {
    if (text.length > textMax)
      return refuse({ code: 'malformed', problem: 'text_too_long', place: placeOf(position), most: textMax });
    if (name) {
      const [from, to] = [storedSeconds(start) ?? 0, storedSeconds(end) ?? 0];
      const seconds = (spokenSeconds.get(name) ?? 0) + Math.max(0, to - from);
      spokenSeconds.set(name, seconds);
      if (seconds > spokenSecondsMax)
        return refuse({
          code: 'malformed',
          problem: 'speaks_too_long',
          place: placeOf(position),
          mostSeconds: spokenSecondsMax,
        });
    }
    position++;
  }
  return spokenSeconds.size > speakersMax
    ? refuse({ code: 'too_large', problem: 'speakers', most: speakersMax })
    : null;
}
