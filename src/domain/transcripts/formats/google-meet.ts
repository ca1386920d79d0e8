import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { clockSeconds } from '../text/clock-time.ts';
import { spreadStarts } from '../text/spread-starts.ts';
import { readTextDate } from '../text/text-date.ts';
import { Turns } from '../text/turns.ts';
import type { TranscriptHeader } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/**
 * Transcript of Google Meet, a Google document saved as text, Markdown or .docx. It has a title, attendees, `Name:
 * text`, a time on a line of its own every few minutes, and the time of its end. With Gemini, notes stand before
 * it.
 */
export const googleMeet: TranscriptFormat = {
  id: 'google_meet',
  name: 'Google Meet transcript, with or without notes by Gemini',
  source: { url: 'https://support.google.com/a/answer/12076932', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'title', 'date', 'participants'],
  matches: ({ text, head }) => {
    const ends = text.slice(-endCharacters);
    const isMeet = ended.test(ends) || generated.test(ends) || generated.test(text.slice(0, 65_536));
    const hasParts =
      head.some((line) => part(line) === 'attendees') && head.some((line) => part(line) === 'transcript');
    return isMeet || hasParts || head.some((line) => part(line) === 'notes') ? 0.95 : 0;
  },
  read: readGoogleMeet,
};

const endCharacters = 2000;
const ended = /^(?:#+\s*)?\**(?:Meeting|Transcription) ended after (\d{1,2}:\d{2}:\d{2})/mu;
const generated = /This editable transcript was computer generated/u;
const stamp = /^\(?(\d{1,2}:\d{2}:\d{2})\)?$/u;
const parts: Readonly<Record<string, 'attendees' | 'transcript' | 'notes'>> = {
  Attendees: 'attendees',
  Transcript: 'transcript',
  '📖 Transcript': 'notes',
};

function part(line: string): 'attendees' | 'transcript' | 'notes' | undefined {
  const text = plain(line);
  return Object.hasOwn(parts, text) ? parts[text] : undefined;
}

/** Takes away the signs that Markdown adds to a line of such a document. */
function plain(line: string): string {
  const bare = line.trim().replace(/^#+\s+/u, '');
  const anchor = bare.endsWith('}') ? bare.lastIndexOf('{#') : -1;
  const text = anchor === -1 ? bare : bare.slice(0, anchor).trimEnd();
  const whole = /^(\*{1,2}|_)([^*_]+)\1$/u.exec(text);
  const unmarked = whole?.[2] ?? text.replace(/^\*\*([^*]+)\*\*/u, '$1');
  return unmarked.replace(/\\([!-/:-@[-`{-~])/gu, '$1').trim();
}

function readGoogleMeet(source: Source, options: ReadOptions): TranscriptReading {
  const turns = new Turns(options, 'Name: text');
  const lines = source.lines.map(plain);
  const from = firstLine(lines);
  const { header, top } = readTop(lines, from);
  for (let line = 0; line < top; line++) if (lines[line] !== '') turns.leaveOut(line);
  const people = (header.participants ?? []).flatMap(({ name }) => name ?? []);
  const labelOf = nameReader(lines.slice(top), new Set(people));
  const end = readTalk({ lines, from: top, labelOf }, turns);
  spreadStarts(turns, end);
  return turns.finish(header);
}

function firstLine(lines: readonly string[]): number {
  const marker = lines.findLastIndex((line) => parts[line] === 'notes');
  if (marker !== -1) return marker + 1;
  const attendees = lines.indexOf('Attendees');
  return lines.indexOf('Transcript', Math.max(attendees, 0)) + 1;
}

/** Above the talk, also behind the notes, stand date and title; the talk begins at its first time or name. */
function readTop(lines: readonly string[], from: number): { header: TranscriptHeader; top: number } {
  const header: TranscriptHeader = {};
  const begin = lines.findIndex(
    (line, at) => at >= from && (stamp.test(line) || /^[^:]{1,80}:(?:\s|$)/u.test(line)),
  );
  const titled = (line: string): boolean => /\S\s?[-–:] Transcript$/u.test(line);
  let top = begin === -1 ? from : begin;
  // A title may have the form of what somebody says.
  while (top < lines.length && titled(lines[top] ?? '')) top++;
  const above = lines.slice(0, top).filter((line) => line !== '' && parts[line] === undefined);
  const title =
    above.findLast(titled) ?? above.find((line) => line !== '📝 Notes' && readTextDate(line) === null);
  const date = [title ?? '', ...above.slice(0, 8)].map(readTextDate).find((found) => found !== null);
  if (date) header.date = date.iso;
  const name = title
    ?.replace(/\s?[-–:] Transcript$/u, '')
    .replace(/\s[-–]\s\d{4}\/\d{2}\/\d{2} .{4,20}$/u, '')
    .trim();
  if (name) header.title = name.slice(0, 500);
  const attendees = lines.slice(0, from).indexOf('Attendees');
  if (attendees !== -1) {
    const list = lines
      .slice(attendees + 1, from)
      .filter((line) => line !== 'Transcript')
      .join(', ');
    const names = list.split(',').map((each) => each.trim());
    header.participants = names
      .filter(Boolean)
      .slice(0, 1000)
      .map((each) => ({ name: each, email: null, role: null }));
  }
  return { header, top };
}

type NameReader = (line: string, isAfterStamp: boolean) => { name: string; text: string } | null;

/** Behind a time the words of before may go on; there only somebody who speaks elsewhere too is a name. */
function nameReader(lines: readonly string[], people: ReadonlySet<string>): NameReader {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const name = splitName(line)?.name;
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return (line, isAfterStamp) => {
    const found = splitName(line);
    if (!found) return null;
    const isKnown = people.has(found.name) || (counts.get(found.name) ?? 0) > 1;
    return isKnown || (!isAfterStamp && isLikely(found.name)) ? found : null;
  };
}

/** Somebody who speaks once and is not among the attendees, rather than the second line of what another says. */
function isLikely(name: string): boolean {
  const words = name.split(' ').length;
  return words <= 6 && (words === 1 || !/^\p{Ll}/u.test(name));
}

function splitName(line: string): { name: string; text: string } | null {
  const colon = /:(?:\s|$)/u.exec(line.slice(0, 90));
  if (!colon || colon.index === 0) return null;
  return { name: line.slice(0, colon.index).trim(), text: line.slice(colon.index + 1).trim() };
}

interface Talk {
  lines: readonly string[];
  from: number;
  labelOf: NameReader;
}

/** Gives when the meeting ended, in seconds, or null. */
function readTalk({ lines, from, labelOf }: Talk, turns: Turns): number | null {
  let start: number | null = null;
  let isAfterStamp = false;
  let speaker: string | null = null;
  let end: number | null = null;
  for (const [at, line] of lines.entries()) {
    if (at < from || line === '') continue;
    const time = stamp.exec(line)?.[1];
    const last = ended.exec(line)?.[1];
    if (last !== undefined) end = clockSeconds(last);
    if (end !== null || generated.test(line)) turns.leaveOut(at);
    else if (time !== undefined) {
      start = clockSeconds(time);
      isAfterStamp = true;
    } else {
      const found = labelOf(line, isAfterStamp);
      speaker = found ? found.name : speaker;
      if (found || isAfterStamp) turns.begin(at, { speaker, start, text: found ? found.text : line });
      else turns.add(at, line);
      [start, isAfterStamp] = [null, false];
    }
  }
  return end;
}
