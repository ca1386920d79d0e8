import { readStampedLine, type StampedLine, type StampPlace } from './line-stamp.ts';

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
}

/** A place, or a way to write, that a text uses less often than this is a time in speech. */
const leastShare = 0.25;
/** No recording begins so late, in seconds. */
const lateSeconds = 4 * 3600;
const lateMinutesSeconds = 600;
const mostWordsPerSecond = 6;

export function surveyStamps(lines: readonly string[]): StampSurvey {
  const found = lines.map(readStampedLine);
  const isOurs = styleOf(found);
  const stamps = found.map((stamp) => (stamp && isOurs(stamp) ? stamp : null));
  let last = 0;
  let count = 0;
  let ascending = 0;
  for (const stamp of stamps) {
    if (!stamp) continue;
    count++;
    if (stamp.start >= last) ascending++;
    last = stamp.start;
  }
  const filled = lines.reduce((sum, line) => (line.trim() === '' ? sum : sum + 1), 0);
  const isClock = areClocks(stamps, lines);
  return { stamps, count, filled, ascending: count === 0 ? 0 : ascending / count, isClock };
}

/** Whether a stamp stands and is written as many of the others. */
function styleOf(found: readonly (StampedLine | null)[]): (stamp: StampedLine) => boolean {
  const places: Record<StampPlace, number> = { lead: 0, alone: 0, trail: 0, inside: 0 };
  const bare: Record<StampPlace, number> = { lead: 0, alone: 0, trail: 0, inside: 0 };
  let all = 0;
  let narrow = 0;
  for (const stamp of found) {
    if (!stamp) continue;
    all++;
    places[stamp.place]++;
    if (!stamp.bracketed) bare[stamp.place]++;
    if (!stamp.setOff) narrow++;
  }
  return ({ place, bracketed, setOff }) => {
    if (places[place] < all * leastShare) return false;
    if (!bracketed && bare[place] < places[place] * leastShare) return false;
    return setOff || narrow > places[place] / 2;
  };
}

function areClocks(stamps: readonly (StampedLine | null)[], lines: readonly string[]): boolean {
  const told = stamps.filter((stamp) => stamp !== null);
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last) return false;
  if (told.filter(({ isClock }) => isClock).length * 2 > told.length) return true;
  if (told.every(({ written }) => /^\d+:\d+:\d+/u.test(written))) return first.start >= lateSeconds;
  if (first.start < lateMinutesSeconds || told.some(({ written }) => !/^\d{1,2}:\d{2}$/u.test(written)))
    return false;
  // Minutes and seconds, or hours and minutes: nobody says that much in seconds.
  const words = lines.reduce((sum, line) => sum + line.split(' ').length, 0);
  return words > (last.start - first.start) * mostWordsPerSecond;
}
