import type { NoticeTally } from '../../base/notice.ts';
import type { Source } from './source.ts';
import type { TranscriptReading } from './transcript-reading.ts';

export type TimeUnit = 's' | 'ms';

export interface ReadOptions {
  /** A line without a speaker gets the speaker before it; otherwise it has none. */
  carrySpeakers: boolean;
  /** The unit of bare numbers, where the importer says it; null where the file must. */
  timeUnit: TimeUnit | null;
  /** Takes what was mended, guessed or left out. */
  notices: NoticeTally;
}

/** Things that a reader takes from a file beside the words. */
type Taken = 'speakers' | 'starts' | 'ends' | 'clock times' | 'title' | 'date' | 'language' | 'participants';

/** One format of transcripts, as one tool writes it. */
export interface TranscriptFormat {
  /** Lower case with underscores; kept as `imported_as` of the conversation. */
  id: string;
  /** For people. */
  name: string;
  /** A public description or sample of its structure and the day it was read; null where there is none. */
  source: { url: string; seen: string } | null;
  /** Programs whose files have this format, for docs. */
  writtenBy?: readonly string[];
  takes: readonly Taken[];
  /** How surely the file is of this format, 0 to 1, told from its beginning. The highest wins, of equals the first. */
  matches(source: Source): number;
  read(source: Source, options: ReadOptions): TranscriptReading;
}
