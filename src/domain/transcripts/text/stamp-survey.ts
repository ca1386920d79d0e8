import { readStampedLine, type StampedLine } from './line-stamp.ts';
import { withoutSpokenTimes } from './named-stamps.ts';

/** The lines of a text that begin something by their stamp, as the text as a whole shows. */
export interface StampSurvey {
  /** For each line its stamp; null where it has none, or where a time stands in speech. */
  stamps: readonly (StampedLine | null)[];
  count: number;
  /** Lines that are not blank. */
  filled: number;
  /** 0 to 1: the stamps that are not earlier than the one before. */
  ascending: number;
  /** The stamps are times of day. */
  isClock: boolean;
  /** They may be hours and minutes as well as minutes and seconds. */
  isGuess: boolean;
}

/** A style that a text uses less often than this is a time in speech. */
const leastShare = 0.2;
const leastAscending = 0.8;
/** No recording begins so late, in seconds. */
const lateSeconds = 4 * 3600;
/** A talk that is stamped in minutes and seconds has its first stamp before this, nearly always. */
const lateMinutesSeconds = 300;
const hoursAndMinutes = /^(?:[01]?\d|2[0-3]):\d{2}$/u;
const mostWordsPerSecond = 6;
/** Seven minutes, or seven in the morning. */
const earliestHourSeconds = 420;
const leastWordsPerSecond = 0.2;

export function surveyStamps(lines: readonly string[]): StampSurvey {
  const found = withoutSpokenTimes(lines.map(readStampedLine), lines);
  const styles = chooseStyles(found);
  const stamps = found.map((stamp) => (stamp && styles.has(styleOf(stamp)) ? stamp : null));
  const count = stamps.reduce((sum, stamp) => (stamp ? sum + 1 : sum), 0);
  const filled = lines.reduce((sum, line) => (line.trim() === '' ? sum : sum + 1), 0);
  return { stamps, count, filled, ascending: ascending(stamps), ...readClocks(stamps, lines) };
}

/** Where a stamp stands and how it is written. */
function styleOf({ place, bracketed, setOff }: StampedLine): string {
  return `${place} ${bracketed} ${setOff}`;
}

/** The most frequent style whose times go on, and others that are frequent too and whose times fit in. */
function chooseStyles(found: readonly (StampedLine | null)[]): Set<string> {
  const counts = new Map<string, number>();
  let all = 0;
  for (const stamp of found) {
    if (!stamp) continue;
    all++;
    counts.set(styleOf(stamp), (counts.get(styleOf(stamp)) ?? 0) + 1);
  }
  const order = (styles: ReadonlySet<string>): number => ascending(found, styles);
  const frequent = [...counts]
    .sort(([, a], [, b]) => b - a)
    .flatMap(([style, count]) => (count >= all * leastShare ? [style] : []));
  const first = frequent.find((style) => order(new Set([style])) >= leastAscending) ?? frequent[0];
  const chosen = new Set(first === undefined ? [] : [first]);
  for (const style of frequent) {
    if (chosen.has(style)) continue;
    const wider = new Set([...chosen, style]);
    if (order(wider) >= order(chosen)) chosen.add(style);
  }
  return chosen;
}

/** 0 to 1: the stamps that are not earlier than the one before. */
function ascending(stamps: readonly (StampedLine | null)[], styles?: ReadonlySet<string>): number {
  let last = 0;
  let day: string | null = null;
  let count = 0;
  let inOrder = 0;
  for (const stamp of stamps) {
    if (!stamp || (styles && !styles.has(styleOf(stamp)))) continue;
    count++;
    // A new day begins anew.
    if (stamp.start >= last || stamp.day !== day) inOrder++;
    last = stamp.start;
    day = stamp.day;
  }
  return count === 0 ? 0 : inOrder / count;
}

function readClocks(
  stamps: readonly (StampedLine | null)[],
  lines: readonly string[],
): Pick<StampSurvey, 'isClock' | 'isGuess'> {
  const told = stamps.filter((stamp) => stamp !== null);
  const [first, last] = [told[0], told.at(-1)];
  const sure = (isClock: boolean) => ({ isClock, isGuess: false });
  if (!first || !last) return sure(false);
  if (told.filter(({ isClock }) => isClock).length * 2 > told.length) return sure(true);
  if (told.every(({ written }) => /^\d+:\d+:\d+/u.test(written))) return sure(first.start >= lateSeconds);
  const isLate = first.start >= lateMinutesSeconds;
  if (!isLate || told.some(({ written }) => !hoursAndMinutes.test(written))) return sure(false);
  // Minutes and seconds, or hours and minutes: the count of words tells. Nobody says so many in seconds, and a talk
  // of hours has more than a few.
  const words = lines.reduce((sum, line) => sum + line.split(' ').length, 0);
  const seconds = last.start - first.start;
  if (words > seconds * mostWordsPerSecond) return sure(true);
  const isSparse = words < seconds * leastWordsPerSecond;
  return { isClock: isSparse && first.start >= earliestHourSeconds, isGuess: true };
}
