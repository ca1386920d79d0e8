import type { TranscriptHeader } from '../transcript-header.ts';
import { readStampedLine } from './line-stamp.ts';
import { readPreamble } from './preamble.ts';

/** A text without its Markdown, line by line; lines that are no speech are empty. */
export interface PlainMarkdown {
  lines: string[];
  header: TranscriptHeader;
  /** Lines that were headings, rules, fences or front matter. */
  leftOut: number[];
  /** Lines that had marks around a name or a time. */
  marked: number;
  /** Entries of lists, cells of tables and lines between fences, which nobody says. */
  listed: number;
}

const markedCharacters = 300;
const leading = /^(\*\*\*|\*\*|__|\*|_)(?=\S)(.{1,120}?)\1(?![\p{L}\p{N}])/u;
const emphasised = /(\*\*\*|\*\*|__|\*|_)(?=\S)(.{1,120}?)\1(?![\p{L}\p{N}])/u;
const link = /^\[([^[\]]{1,40})\]\([^()]{0,200}\)/u;
const nameWords = 6;

/** Takes the lines of a Markdown text. `**Name:** text`, `_Name_ text` and `## Name` become `Name: text`; a heading is a title. */
export function plainMarkdown(source: readonly string[]): PlainMarkdown {
  const plain: PlainMarkdown = {
    lines: source.map((line) => line.trim()),
    header: {},
    leftOut: [],
    marked: 0,
    listed: 0,
  };
  const from = dropFrontMatter(plain);
  const headings = countHeadings(plain.lines);
  let isFenced = false;
  for (let at = from; at < plain.lines.length; at++) {
    const line = plain.lines[at] ?? '';
    if (line === '') continue;
    if (/^(?:```|~~~)/u.test(line)) isFenced = !isFenced;
    else if (isFenced) plain.listed++;
    plain.lines[at] = isRule(line) ? leaveOut(plain, at) : plainLine(line, { at, headings, plain });
  }
  return plain;
}

function leaveOut(plain: PlainMarkdown, at: number): string {
  plain.leftOut.push(at);
  return '';
}

function isRule(line: string): boolean {
  return (
    line.length <= markedCharacters && /^(?:([-*_])\s?(?:\1\s?){2,}|```\w*|~~~\w*|<!--.*-->)$/u.test(line)
  );
}

/** YAML between two lines of dashes at the very beginning. */
function dropFrontMatter(plain: PlainMarkdown): number {
  if (plain.lines[0] !== '---') return 0;
  const end = plain.lines.indexOf('---', 1);
  if (end === -1 || end > 100) return 0;
  plain.header = readPreamble(plain.lines.slice(1, end)).header;
  for (let at = 0; at <= end; at++) plain.lines[at] = leaveOut(plain, at);
  return end + 1;
}

function countHeadings(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const text = headingOf(line);
    if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

function headingOf(line: string): string | null {
  if (!line.startsWith('#') || line.length > markedCharacters) return null;
  const text = /^#{1,6}\s+(\S.*)$/u.exec(line)?.[1];
  return text === undefined ? null : unmark(text.replace(/\s+#+$|\s*\{#[^{}]*\}$/u, ''));
}

/** A line that is marked as a whole. */
function unmark(text: string): string {
  const match = leading.exec(text);
  return match && match[0].length === text.length ? (match[2] ?? text) : text;
}

interface Line {
  at: number;
  headings: Map<string, number>;
  plain: PlainMarkdown;
}

function plainLine(line: string, { at, headings, plain }: Line): string {
  const heading = headingOf(line);
  if (heading !== null) {
    const isTurn = readStampedLine(heading) !== null || (headings.get(heading) ?? 0) > 1;
    if (isTurn) {
      plain.marked++;
      return readStampedLine(heading) ? heading : `${heading.replace(/:$/u, '')}:`;
    }
    if (plain.header.title === undefined) plain.header.title = heading.slice(0, 500);
    return leaveOut(plain, at);
  }
  const quoted = line.replace(/^(?:>\s?)+/u, '').replace(/^[-*+]\s+(?=\*\*|__|\[?\d{1,2}:\d{2})/u, '');
  if (/^(?:[-*+]|\d{1,3}[.)])\s|^\|/u.test(quoted)) plain.listed++;
  const text = quoted.replace(link, (whole, inner: string) => (/\d:\d/u.test(inner) ? inner : whole));
  const bare = unmarkName(text);
  if (bare !== text) plain.marked++;
  return bare.replace(/\\([!-/:-@[-`{-~])/gu, '$1');
}

/** Takes the marks off a name or a time at a line's beginning; those in what is said stay. */
function unmarkName(text: string): string {
  const zone = text.slice(0, markedCharacters);
  const match = leading.exec(zone) ?? behindStamp(zone);
  if (!match) return text;
  const before = text.slice(0, match.index);
  const inner = match[2] ?? '';
  const rest = text.slice(match.index + match[0].length);
  if (/^\s*:/u.test(rest) || inner.endsWith(':'))
    return `${before}${inner.replace(/\s*:$/u, '')}: ${rest.replace(/^\s*:\s?/u, '').trimStart()}`;
  if (readStampedLine(inner) || (before !== '' && rest.trim() === '')) return `${before}${inner}${rest}`;
  if (rest.trim() === '') return isName(inner) ? `${inner}:` : inner;
  return readStampedLine(`${inner}${rest}`) || before !== '' ? `${before}${inner}${rest}` : text;
}

/** `[00:00:03] **Name:** text` */
function behindStamp(zone: string): RegExpExecArray | null {
  const match = emphasised.exec(zone);
  return match && readStampedLine(zone.slice(0, match.index))?.place === 'alone' ? match : null;
}

function isName(text: string): boolean {
  return text.split(/\s+/u).length <= nameWords && !/[.?!…]$/u.test(text);
}
