/** Timing lines of cues: `00:00:01.000 --> 00:00:02.500 align:start`, hours optional, and how they are written wrongly. */

const STAMP = String.raw`(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:([.,:])(\d{1,9}))?`;
const ARROW = String.raw`\s*(--?>|[–—]>|→)\s*`;
const TIMING = new RegExp(String.raw`^\s*${STAMP}${ARROW}${STAMP}(?:\s.*)?$`, 'u');
const START = new RegExp(String.raw`^\s*${STAMP}\s*(?:--?>|[–—]>|→)`, 'u');

/** Whether a line is a timing; in the first two lines of a block anything with an arrow is meant as one. */
export function timingLine(line: string, isExpected: boolean): 'timing' | 'damaged' | null {
  if (!line.includes('>') && !line.includes('→')) return null;
  if (TIMING.test(line)) return 'timing';
  return isExpected && line.includes('-->') && /^\s*\d/u.test(line) ? 'damaged' : null;
}

export interface Timing {
  /** Seconds; null where it can not be read. */
  start: number | null;
  end: number | null;
  /** It is not written as the formats want it. */
  isMended: boolean;
}

export function readTiming(line: string): Timing {
  const match = TIMING.exec(line);
  if (!match) {
    const start = START.exec(line);
    return { start: start ? stampSeconds(start, 1) : null, end: null, isMended: start !== null };
  }
  const isStrict =
    match[6] === '-->' &&
    match[4] !== ':' &&
    match[10] !== ':' &&
    Number(match[2]) < 60 &&
    Number(match[8]) < 60;
  return { start: stampSeconds(match, 1), end: stampSeconds(match, 7), isMended: !isStrict };
}

function stampSeconds(match: RegExpExecArray, at: number): number {
  const whole = Number(match[at] ?? 0) * 3600 + Number(match[at + 1]) * 60 + Number(match[at + 2]);
  return Math.round((whole + Number(`0.${match[at + 4] ?? 0}`)) * 1000) / 1000;
}
