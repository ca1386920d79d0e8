import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { headReader, isRegular, readHeadedTurns, surveyHeads } from '../text/headed-turns.ts';
import { readStampedLine } from '../text/line-stamp.ts';
import { readTextDate } from '../text/text-date.ts';
import { type Opening, Turns } from '../text/turns.ts';
import type { TranscriptHeader } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/** Text export of Otter: `Name  0:03` with two spaces, the text below, a last line that names the tool. */
export const otter: TranscriptFormat = {
  id: 'otter',
  name: 'Otter text export',
  source: { url: 'https://gist.github.com/th0rgall/d627140fc072725d098363604d239923', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'title', 'date', 'participants'],
  matches: (source) => {
    const survey = surveyHeads(source, headOf);
    if (trailer.test(source.text.slice(-200).trimEnd())) return survey.heads > 0 ? 0.97 : 0;
    return isRegular(survey, 2) ? 0.75 : 0;
  },
  read: readOtter,
};

const trailer = /(?:^|\n)\s*Transcribed by https?:\/\/otter\.ai\/?\s*$/iu;
/** Two spaces; another tool has three. */
const wideGap = /(?:^|\S\s{2,})\d{1,2}:\d{2}(?::\d{2})?\s*$/u;

const headOf = headReader((line): Opening | null => {
  if (!wideGap.test(line)) return null;
  const found = readStampedLine(line);
  if (!found || found.bracketed || (found.place !== 'trail' && found.place !== 'alone')) return null;
  const speaker = found.name === '' || found.name === 'Unknown Speaker' ? null : found.name;
  return { speaker, start: found.start };
});

function readOtter(source: Source, options: ReadOptions): TranscriptReading {
  const turns = new Turns(options, 'Name  0:03');
  const first = source.lines.findIndex((line) => headOf(line) !== null);
  const { header, notes } = readTop(source.lines.slice(0, Math.max(first, 0)));
  const isNote = (line: string, at: number): boolean => notes.has(at) || trailer.test(line);
  readHeadedTurns({ source, headOf, isNote }, turns);
  return turns.finish(header);
}

/** Above the first turn: title, date and length, then SUMMARY KEYWORDS and SPEAKERS, each with its list on the next line. */
function readTop(lines: readonly string[]): { header: TranscriptHeader; notes: Set<number> } {
  const header: TranscriptHeader = {};
  const notes = new Set<number>();
  const dated = lines.findIndex((line) => line.includes(' • ') && readTextDate(line) !== null);
  if (dated !== -1) {
    const date = readTextDate(lines[dated] ?? '')?.iso;
    if (date !== undefined) header.date = date;
    notes.add(dated);
    const title = lines.slice(0, dated).findLastIndex((line) => line.trim() !== '');
    if (title !== -1) {
      header.title = (lines[title] ?? '').trim();
      notes.add(title);
    }
  }
  for (const [at, line] of lines.entries()) {
    const name = /^\s*(SUMMARY KEYWORDS|SPEAKERS)\s*$/u.exec(line)?.[1];
    if (name === undefined) continue;
    notes.add(at);
    const list = lines.findIndex((other, below) => below > at && other.trim() !== '');
    if (list === -1) continue;
    notes.add(list);
    const names = (lines[list] ?? '').split(',').map((part) => part.trim());
    if (name === 'SPEAKERS')
      header.participants = names
        .filter(Boolean)
        .map((person) => ({ name: person, email: null, role: null }));
  }
  return { header, notes };
}
