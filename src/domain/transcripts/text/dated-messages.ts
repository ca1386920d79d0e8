import type { ReadOptions } from '../format.ts';
import type { Source } from '../source.ts';
import { isoDate, type TranscriptHeader } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { decideDateOrder, type NumericDate, numericDate, writeDate } from './numeric-date.ts';
import { readClock } from './text-date.ts';
import { placeOfLine, Turns } from './turns.ts';

/** The beginning of a message or of a line that the app wrote: a date, a time, and what follows. */
export interface DatedHead {
  bracketed: boolean;
  date: NumericDate;
  /** `10:00` or `10:00:12`, of 24 hours. */
  time: string;
  rest: string;
}

export interface ChatDialect {
  /** Takes what a person is said to have written; gives the words in it and how many notes of the app were left out. */
  wordsOf(text: string): { text: string; leftOut: number; extra?: Readonly<Record<string, string>> };
}

/** Marks of writing direction, which apps put before names and dates. */
const marks = '\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
const head = new RegExp(
  String.raw`^[${marks}]*(\[?)(\d{1,4})([-/.])\s?(\d{1,2})\3\s?(\d{1,4})\.?,?\s([^\d\s[\]]{0,12}\s?)(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?\s?([ap]\.?\s?m\.?)?(?:\]|\s[-–]|:(?=\s))\s?`,
  'iu',
);
/** `p. m.`, whose dates have the day first. */
const spanishHalf = /^[ap]\.\s/iu;
const halfOfDay = /上午|下午|午前|午後|오전|오후/u;
/** A date and a time are shorter than this in every language. */
const headCharacters = 80;
const senderCharacters = 200;
/** `~` stands before the names of those who are not in the address book. */
const senderMarks = new RegExp(String.raw`[${marks}]|^\s*~\s*`, 'gu');

function readDatedHead(line: string): DatedHead | null {
  const plain = withWesternDigits(line);
  const match = head.exec(plain.length > headCharacters ? plain.slice(0, headCharacters) : plain);
  if (!match) return null;
  const [
    written,
    bracket,
    first,
    separator,
    second,
    third,
    before = '',
    hours = '',
    minutes,
    seconds,
    after,
  ] = match;
  const half = after ?? halfOfDay.exec(before)?.[0];
  return {
    bracketed: bracket === '[',
    date: numericDate([first, separator, second, third], after !== undefined && !spanishHalf.test(after)),
    time: readClock({ hours, minutes, seconds, half }),
    rest: plain.slice(written.length),
  };
}

/** Arabic and Persian phones write dates with their own digits, comma and marks of direction. */
function withWesternDigits(line: string): string {
  const zone = line.slice(0, headCharacters);
  if (!/[\u0660-\u0669\u06f0-\u06f9\u200f]/u.test(zone)) return line;
  const western = zone
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[\u200f\u202a-\u202e]/gu, '')
    .replace('،', ',');
  return western + line.slice(headCharacters);
}

/** Takes a chat whose messages begin with a date; gives its messages. A line without a date belongs to the message before it. */
export function readDatedMessages(
  source: Source,
  options: ReadOptions,
  dialect: ChatDialect,
): TranscriptReading {
  const heads = source.lines.map(readDatedHead);
  const dates = heads.flatMap((found) => (found ? [found.date] : []));
  const first = Math.max(heads.findIndex(Boolean), 0);
  const order = decideDateOrder(dates, options.notices, placeOfLine(first));
  const turns = new Turns(options, '[03.06.26, 10:00:12] Name: text');
  let isSystem = false;
  for (const [line, found] of heads.entries()) {
    const text = source.lines[line] ?? '';
    const message = found && splitSender(found.rest);
    if (found) isSystem = message === null;
    if (!message) {
      if (!isSystem) turns.add(line, text);
      else if (text.trim() !== '') turns.leaveOut(line);
      continue;
    }
    const date = writeDate(found.date, order);
    const extra = date === null ? { time: found.time } : { date: `${date}T${found.time}` };
    turns.begin(line, { speaker: message.sender, text: message.text, extra });
  }
  keepWords(turns, dialect);
  return turns.finish(headerOf(turns), 'messages');
}

interface Message {
  sender: string | null;
  text: string;
}

/**
 * A line without a sender is the app's own. An open quotation mark before the colon shows that the app quotes
 * something.
 */
function splitSender(rest: string): Message | null {
  const colon = /:(?:\s|$)/u.exec(rest.slice(0, senderCharacters))?.index ?? -1;
  if (colon < 1) return null;
  const sender = rest.slice(0, colon).replace(senderMarks, '').trim();
  if (sender === '') return null;
  const quotes = sender.match(/["“”«»„]/gu)?.length ?? 0;
  return quotes % 2 === 1 ? { sender: null, text: rest } : { sender, text: rest.slice(colon + 1) };
}

function keepWords(turns: Turns, { wordsOf }: ChatDialect): void {
  for (const [index, utterance] of turns.utterances.entries()) {
    const { text, leftOut, extra } = wordsOf(utterance.text.replace(/^ /u, ''));
    turns.options.notices.add('items_left_out', placeOfLine(turns.lineOf(index)), leftOut);
    utterance.text = text;
    if (extra) utterance.extra = { ...utterance.extra, ...extra };
  }
}

function headerOf({ utterances }: Turns): TranscriptHeader {
  const date = isoDate(utterances[0]?.extra?.['date'] ?? '');
  return date === null ? {} : { date };
}

/** Programs write their logs in the form of a chat; their levels are written so, whole or behind a channel. */
const level =
  /^(?:[\w-]+[./])?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|SEVERE|ALERT)$/u;

export function isLogLevel(sender: string): boolean {
  return level.test(sender);
}

/** How surely a file's beginning is such a chat, 0 to 1: most of its lines have a head, and the first one has. */
export function countDatedHeads(source: Source, isOne: (head: DatedHead, line: string) => boolean): number {
  let heads = 0;
  let levels = 0;
  let filled = 0;
  for (const line of source.head) {
    if (line.trim() === '') continue;
    filled++;
    const found = readDatedHead(line);
    if (found && isOne(found, line)) {
      heads++;
      if (isLogLevel(splitSender(found.rest)?.sender ?? '')) levels++;
    } else if (filled === 1) return 0;
  }
  return filled === 0 || levels * 2 > heads ? 0 : heads / filled;
}
