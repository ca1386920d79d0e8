import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { headReader, isRegular, readHeadedTurns, surveyHeads } from '../text/headed-turns.ts';
import { readStampedLine } from '../text/line-stamp.ts';
import { type Opening, placeOfLine, Turns } from '../text/turns.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/** Transcript copied from Fathom: title, link to the recording, then `0:03 - Name (Company)`, the text below and indented. */
export const fathom: TranscriptFormat = {
  id: 'fathom',
  name: 'Fathom transcript',
  source: null,
  takes: ['speakers', 'starts', 'title'],
  matches: (source) => {
    const survey = surveyHeads(source, headOf);
    const hasLink = source.head.slice(0, topLines).some((line) => link.test(line));
    if (hasLink) return survey.heads > 0 ? 0.96 : 0;
    return isRegular(survey, 2) ? 0.72 : 0;
  },
  read: readFathom,
};

const topLines = 12;
const link = /^\W{0,4}VIEW RECORDING\b/u;
const head = /^\s*(?:\[?@)?\d{1,2}:\d{2}(?::\d{2})?(?:\]\([^)]*\))?\s+-(?:\s|$)/u;

const headOf = headReader((line): Opening | null => {
  if (!head.test(line)) return null;
  const found = readStampedLine(line.replace(/\]\([^)]*\)/u, ']'));
  if (found?.place !== 'lead' && found?.place !== 'alone') return null;
  return { speaker: found.text.replaceAll('**', '').trim() || null, start: found.start };
});

function readFathom(source: Source, options: ReadOptions): TranscriptReading {
  const turns = new Turns(options, '0:03 - Name');
  const { lines } = source;
  const linkLine = lines.slice(0, topLines).findIndex((line) => link.test(line));
  const titleLine = linkLine < 1 ? -1 : lines.findIndex((line) => line.trim() !== '');
  const first = lines.findIndex((line) => headOf(line) !== null);
  const isNote = (line: string, at: number): boolean =>
    at < first && (at === titleLine || at === linkLine || /^\s*-{3,}\s*$/u.test(line));
  readHeadedTurns({ source, headOf, isNote }, turns);
  for (const [index, utterance] of turns.utterances.entries()) {
    const text = utterance.text.replace(note, ' ');
    if (text === utterance.text) continue;
    options.notices.add('items_left_out', placeOfLine(turns.lineOf(index)));
    utterance.text = text;
  }
  const title = (lines[titleLine] ?? '').replace(/^#+\s*/u, '').trim();
  return turns.finish(title === '' ? {} : { title });
}

const noteNames = 'ACTION ITEM|SCREEN SHARING|HIGHLIGHT|BOOKMARK|QUESTION|INSIGHT|FEEDBACK|FOLLOW-UP';
/** Notes of the tool stand among the words, up to their link; speech goes on behind it, on the same line. */
const note = new RegExp(
  String.raw`(?<=^|\n)\s*(?:${noteNames}):(?:(?!(?:${noteNames}):|\bWATCH\b)[^]){0,500}-\s*WATCH(?:\s?\([^)\n]{0,30}\))?:\s*\S+`,
  'gu',
);
