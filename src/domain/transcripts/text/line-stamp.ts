import { clockSeconds } from './clock-time.ts';
import { readClock } from './text-date.ts';

/** Where in its line a stamp stands: before all else, by itself, after all else, or between a name and what is said. */
type StampPlace = 'lead' | 'alone' | 'trail' | 'inside';

/** A line of text with a stamp in one of the places where transcripts have theirs. */
export interface StampedLine {
  place: StampPlace;
  /** Seconds. */
  start: number;
  end: number | null;
  /** As written. */
  written: string;
  /** AM or PM, or a day before it, says that it is a time of day. */
  isClock: boolean;
  /** The day before it as written, such as `Today at`; null where there is none. */
  day: string | null;
  bracketed: boolean;
  /** A bare stamp at a line's end is set off by more than one space, a tab or a sign. */
  setOff: boolean;
  /** Where a colon stands beside the stamp: behind the name, `Name: 0:03`, or behind the stamp, `Name 0:03:`. */
  colon: 'before' | 'after' | null;
  /** The text before it (`trail`, `inside`), else empty. */
  name: string;
  /** The text after it (`lead`, `inside`), else empty. */
  text: string;
}

const time = String.raw`(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3}|:\d{3}|:\d{2})?|\d{1,6}\.\d{1,3}s`;
const half = String.raw`\s?[ap]\.?\s?m\b\.?`;
const range = String.raw`\s*(?:-{1,2}>|[-–—~]|\bto\b)\s*`;
const stamp = new RegExp(
  String.raw`(?<![\d:./\p{L}])(${time})(${half})?(?:${range}(${time})(${half})?)?(?![\d\p{L}]|:\d)`,
  'iu',
);
/** A name is no longer than this; what comes later in a line is speech. */
const zoneCharacters = 160;
const closing: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' };
const signs = /^(?:\s*[-–—|·•:]+(?=\s|$))?\s*/u;
/** A name's colon and words behind it, or the end of a sentence: the stamp stands in what is said. */
const inSpeech = /[:：]\s|\p{Ll}{4,}\.\s|[!?…](?:\s|$)/u;
const signsAtEnd = /[\s|,@·•–—:-]+$/u;

/** Takes a line; gives the first stamp in it if it stands in such a place. */
export function readStampedLine(line: string): StampedLine | null {
  if (!line.includes(':') && !line.includes('s')) return null;
  const zone = line.length > zoneCharacters ? line.slice(0, zoneCharacters) : line;
  const match = stamp.exec(zone);
  if (!match) return null;
  const [whole, first = '', half = '', second, otherHalf = ''] = match;
  const start = half === '' ? secondsOf(first) : secondsOfDay(first, half);
  if (start === null) return null;
  const around = unbracket(line.slice(0, match.index), line.slice(match.index + whole.length));
  const placed = place(around);
  if (!placed) return null;
  const { name, day } = splitDay(placed.name);
  return {
    ...placed,
    name,
    day,
    start,
    end: second === undefined ? null : secondsOf(second),
    written: `${day === null ? '' : `${day} `}${first}${half}`.replace(/\s+/gu, ' '),
    isClock: half !== '' || otherHalf !== '' || day !== null,
  };
}

/** Behind a name, as in what is copied out of Discord: `Anna — Today at 3:04 PM`, `Anna — 01/02/2026 3:04 PM`. */
const dayAtEnd =
  /\s+[—–-]\s+((?:today|yesterday|(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: at)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?)$/iu;

function splitDay(name: string): { name: string; day: string | null } {
  const [written, day] = dayAtEnd.exec(name) ?? [];
  if (written === undefined || day === undefined) return { name, day: null };
  return { name: name.slice(0, -written.length).trim(), day };
}

type Around = { before: string; after: string; bracketed: boolean };

function unbracket(before: string, after: string): Around {
  const left = before.trimEnd();
  const open = left.at(-1) ?? '';
  const right = after.trimStart();
  if (closing[open] !== undefined && closing[open] === right[0])
    return { before: left.slice(0, -1), after: right.slice(1), bracketed: true };
  return { before: open === '@' ? left.slice(0, -1) : before, after, bracketed: false };
}

type Placed = Pick<StampedLine, 'place' | 'name' | 'text' | 'bracketed' | 'setOff' | 'colon'>;

function place({ before, after, bracketed }: Around): Placed | null {
  const left = before.trim();
  const right = after.trim();
  const colon = left.endsWith(':') ? 'before' : /^:(?:\s|$)/u.test(right) ? 'after' : null;
  const common = { bracketed, setOff: true, colon } as const;
  if (left === '') {
    const text = after.replace(signs, '').trimEnd();
    return { ...common, place: text === '' ? 'alone' : 'lead', name: '', text };
  }
  const name = left.replace(signsAtEnd, '');
  if (name === '' || inSpeech.test(name)) return null;
  if (right === '' || right === ':')
    return {
      ...common,
      setOff: bracketed || /(?:\s\s|\t|[^\p{L}\p{N}\s]\s?)$/u.test(before),
      place: 'trail',
      name,
      text: '',
    };
  const isSetOff = bracketed || left.endsWith(':') || /^:(?:\s|$)/u.test(after);
  return isSetOff ? { ...common, place: 'inside', name, text: right.replace(signs, '') } : null;
}

/** Hours and minutes, seconds too or not. */
function secondsOfDay(written: string, half: string): number | null {
  const [hours = '', minutes, seconds] = written.split(':');
  return clockSeconds(readClock({ hours, minutes, seconds: seconds ?? '00', half: half.trim() }));
}

function secondsOf(written: string): number | null {
  return written.endsWith('s') ? Number(written.slice(0, -1)) : clockSeconds(written);
}
