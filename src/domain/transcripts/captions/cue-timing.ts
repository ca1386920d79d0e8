/** Timing lines of cues: `00:00:01.000 --> 00:00:02.500 align:start`, hours optional, and how they are written wrongly. */

/** Teams writes times before a late start of the transcription as negative ones. */
const STAMP = String.raw`(-?)(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:([.,:])(\d{1,9}))?`;
const ARROW = String.raw`\s*(--?>|[–—]>|→)\s*`;
const TIMING = new RegExp(String.raw`^\s*${STAMP}${ARROW}${STAMP}(?:\s.*)?$`, 'u');
const START = new RegExp(String.raw`^\s*${STAMP}\s*(?:--?>|[–—]>|→)`, 'u');

export interface Timing {
  /** Seconds; null where it can not be read. */
  start: number | null;
  end: number | null;
  /** It is not written as the formats want it. */
  isMended: boolean;
}

/** Takes a line; null where it is no timing. Where one is expected, anything with an arrow is meant as one. */
export function readTiming(line: string, isExpected: boolean): Timing | null {
  const plain = readPlainTiming(line);
  if (plain) return plain;
  if (!line.includes('>') && !line.includes('→')) return null;
  const match = TIMING.exec(line);
  if (!match) return isExpected ? readDamaged(line) : null;
  const isStrict = match[7] === '-->' && isStrictStamp(match, 1) && isStrictStamp(match, 8);
  return { start: stampSeconds(match, 1), end: stampSeconds(match, 8), isMended: !isStrict };
}

/** `LOCAL:` times and the like: one stamp alone. */
export function readStamp(text: string): number | null {
  return readTiming(`${text} --> ${text}`, false)?.start ?? null;
}

function readDamaged(line: string): Timing | null {
  if (!line.includes('-->') || !/^\s*(?:-?\d|-->)/u.test(line)) return null;
  const start = START.exec(line);
  return { start: start ? stampSeconds(start, 1) : null, end: null, isMended: start !== null };
}

function stampSeconds(match: RegExpExecArray, at: number): number {
  if (match[at] === '-') return 0;
  const whole = Number(match[at + 1] ?? 0) * 3600 + Number(match[at + 2]) * 60 + Number(match[at + 3]);
  return Math.round((whole + Number(`0.${match[at + 5] ?? 0}`)) * 1000) / 1000;
}

function isStrictStamp(match: RegExpExecArray, at: number): boolean {
  return match[at] === '' && Number(match[at + 2]) < 60 && match[at + 4] !== ':';
}

const stampLength = 12;
const endAt = 17;
const arrow = ' --> ';
const zero = 48;
const colon = 58;

/** The form that nearly all lines have, `00:00:01.000 --> 00:00:02.500`, without the cost of a pattern. */
function readPlainTiming(line: string): Timing | null {
  if (line.length !== endAt + stampLength || !line.startsWith(arrow, stampLength)) return null;
  const start = plainMs(line, 0);
  const end = plainMs(line, endAt);
  return start < 0 || end < 0 ? null : { start: start / 1000, end: end / 1000, isMended: false };
}

function plainMs(line: string, at: number): number {
  if (line.charCodeAt(at + 2) !== colon || line.charCodeAt(at + 5) !== colon) return -1;
  const mark = line.charAt(at + 8);
  const [hours, minutes, seconds] = [twoDigits(line, at), twoDigits(line, at + 3), twoDigits(line, at + 6)];
  const ms = twoDigits(line, at + 9) * 10 + line.charCodeAt(at + 11) - zero;
  const isPlain =
    hours >= 0 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60 && ms >= 0 && ms < 1000;
  return isPlain && (mark === '.' || mark === ',') ? ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms : -1;
}

/** Negative where they are no digits. */
function twoDigits(line: string, at: number): number {
  const tens = line.charCodeAt(at) - zero;
  const ones = line.charCodeAt(at + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -10_000;
}
