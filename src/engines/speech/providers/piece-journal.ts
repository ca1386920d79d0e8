import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Words that a provider heard, in seconds from the start of its piece. */
export interface HeardSegment {
  start: number;
  end: number;
  text: string;
  /** The provider's number for the voice; null where it tells none apart. */
  voice: number | null;
}

/** Remembers on disk what was heard in finished pieces, so that a restart does not send them again. */
export interface PieceJournal {
  recall(key: string): readonly HeardSegment[] | undefined;
  remember(key: string, segments: readonly HeardSegment[]): void;
}

const remembered = z.array(
  z.object({ start: z.number(), end: z.number(), text: z.string(), voice: z.number().nullable() }),
);

/** Opens the journal of one recording; a missing file is an empty one, no path one that forgets. */
export function openPieceJournal(path: string | undefined): PieceJournal {
  const pieces = new Map(path === undefined ? [] : linesOf(path));
  return {
    recall: (key) => pieces.get(key),
    remember(key, segments) {
      // A line starts with a line break, so that one cut short does not swallow the next.
      if (path !== undefined) appendFileSync(path, `\n${key}\t${JSON.stringify(segments)}`);
    },
  };
}

function linesOf(path: string): [string, readonly HeardSegment[]][] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line): [string, readonly HeardSegment[]][] => {
      const [key = '', json = ''] = line.split('\t', 2);
      const parsed = remembered.safeParse(parseLine(json));
      return parsed.success ? [[key, parsed.data]] : [];
    });
}

function parseLine(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The last line of a process that was killed may be cut short.
    return undefined;
  }
}
