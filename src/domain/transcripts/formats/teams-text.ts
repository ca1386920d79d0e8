import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { headReader, isRegular, readHeadedTurns, surveyHeads } from '../text/headed-turns.ts';
import { readStampedLine } from '../text/line-stamp.ts';
import { readTextDate } from '../text/text-date.ts';
import { type Opening, Turns } from '../text/turns.ts';
import { isoDate, type TranscriptHeader } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/**
 * Transcript of Teams, downloaded as .docx or copied: title, date and length, who started it, then `Name   0:03` with three
 * spaces and the text below. The date is in UTC.
 */
export const teamsText: TranscriptFormat = {
  id: 'teams_text',
  name: 'Teams transcript (.docx or its text)',
  source: { url: 'https://github.com/gerlaxrex/parrot', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'title', 'date'],
  matches: (source) => {
    const survey = surveyHeads(source, headOf);
    const top = source.head.slice(0, topLines);
    const isTeams = top.some((line) => titleEnd.test(line) || isEvent(line));
    if (isTeams) return survey.heads > 0 ? 0.96 : 0;
    return isRegular(survey, 2) ? 0.78 : 0;
  },
  read: readTeams,
};

const topLines = 12;
const head = /\S\s{3,}\d{1,2}:\d{2}(?::\d{2})?\s*$/u;
/** `-20260603_100000-Meeting Recording`, with `UTC` after the time or not. */
const titleEnd = /[-–](\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})(?:UTC)?[-–]\s?[\p{L}\s]{3,40}$/u;
const length = /^\s*(?:\d{1,2}\s?h\s?)?(?:\d{1,2}\s?m\s?)?(?:\d{1,2}\s?s)?\s*$/u;
const english = /^(.{1,100}) (?:started|stopped) transcription$/u;
/** The same in other languages, which is believed only above the first turn or at the end. */
const otherEvent =
  /^.{0,100}(?:transkri|transcri|trascri|транскри|расшифров|文字起こし|转录|轉錄|transkryp).{0,60}$/iu;

const headOf = headReader((line): Opening | null => {
  if (!head.test(line)) return null;
  const found = readStampedLine(line.trim());
  return found?.place === 'trail' && !found.bracketed ? { speaker: found.name, start: found.start } : null;
});

function isEvent(line: string): boolean {
  return english.test(line.trim());
}

function readTeams(source: Source, options: ReadOptions): TranscriptReading {
  const { lines } = source;
  const turns = new Turns(options, 'Name   0:03');
  const speakers = new Set<string>();
  for (const line of lines) speakers.add(headOf(line)?.speaker ?? '');
  const first = lines.findIndex((line) => headOf(line) !== null);
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const { header, notes } = readTop(lines.slice(0, Math.max(first, 0)));
  // Within the talk only a speaker of it can have started the transcription; all else is speech.
  const isNote = (line: string, at: number): boolean =>
    notes.has(at) ||
    (at === last && (isEvent(line) || (otherEvent.test(line.trim()) && !/[.!?,]/u.test(line)))) ||
    speakers.has(english.exec(line.trim())?.[1] ?? '-');
  readHeadedTurns({ source, headOf, isNote }, turns);
  return turns.finish(header);
}

function readTop(lines: readonly string[]): { header: TranscriptHeader; notes: Set<number> } {
  const header: TranscriptHeader = {};
  const notes = new Set<number>();
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    const title = titleEnd.exec(text);
    const date = notes.size < 3 && text.length < 60 ? readTextDate(text) : null;
    if (title) {
      header.title = text.slice(0, title.index).trim() || text;
      const [, year, month, day, hours, minutes, seconds] = title;
      const stamp = isoDate(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}`);
      if (stamp !== null) header.date ??= stamp;
    } else if (date) header.date = date.iso;
    if (title || date || (text !== '' && length.test(text)) || otherEvent.test(text)) notes.add(at);
  }
  const [titleLine = -1] = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at]));
  if (
    header.title === undefined &&
    titleLine !== -1 &&
    !notes.has(titleLine) &&
    notes.has(nextFilled(lines, titleLine))
  ) {
    header.title = (lines[titleLine] ?? '').trim();
    notes.add(titleLine);
  }
  return { header, notes };
}

function nextFilled(lines: readonly string[], after: number): number {
  return lines.findIndex((line, at) => at > after && line.trim() !== '');
}
