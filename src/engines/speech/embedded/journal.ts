import { appendFileSync, existsSync, readFileSync } from 'node:fs';

interface SegmentKey {
  channel: number;
  start: number;
  end: number;
}

/** Remembers finished segments on disk, so that a new process goes on where the last one stopped. */
export interface Journal {
  /** The remembered text of a segment, or what `decode` says, remembered from now on. */
  once(segment: SegmentKey, decode: () => string): string;
  /** The value for the whole that was remembered under a name. */
  recall(name: string): string | undefined;
  remember(name: string, text: string): void;
}

// A segment that ended the process this often is left without words.
const mostAttempts = 3;

const keyOf = (segment: SegmentKey): string => `${segment.channel}:${segment.start}-${segment.end}`;

function linesOf(path: string): [string, unknown][] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line): [string, unknown][] => {
      const tab = line.indexOf('\t');
      if (tab < 0) return [];
      try {
        const text: unknown = JSON.parse(line.slice(tab + 1));
        return [[line.slice(0, tab), text]];
      } catch {
        // The last line of a process that was killed may be cut short.
        return [];
      }
    });
}

/** Opens the journal of one recording; a missing file is an empty one. */
export function openJournal(path: string): Journal {
  const finished = new Map<string, string>();
  const attempts = new Map<string, number>();
  for (const [key, text] of linesOf(path)) {
    if (typeof text === 'string') finished.set(key, text);
    else attempts.set(key, (attempts.get(key) ?? 0) + 1);
  }
  // A line starts with a line break, so that one cut short does not swallow the next.
  const write = (key: string, text: string | null): void =>
    appendFileSync(path, `\n${key}\t${JSON.stringify(text)}`);
  return {
    once(segment, decode) {
      const key = keyOf(segment);
      const known = finished.get(key);
      if (known !== undefined) return known;
      if ((attempts.get(key) ?? 0) >= mostAttempts) return '';
      write(key, null);
      const text = decode();
      write(key, text);
      finished.set(key, text);
      return text;
    },
    recall: (name) => finished.get(name),
    remember(name, text) {
      write(name, text);
      finished.set(name, text);
    },
  };
}
