import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { headReader, isRegular, readHeadedTurns, surveyHeads } from '../text/headed-turns.ts';
import { readStampedLine } from '../text/line-stamp.ts';
import { type Opening, Turns } from '../text/turns.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/** Text export of Rev: `Speaker 1 (00:03):`, the text below or behind it. */
export const rev: TranscriptFormat = {
  id: 'rev',
  name: 'Rev transcript',
  source: null,
  takes: ['speakers', 'starts'],
  matches: (source) => (isRegular(surveyHeads(source, headOf), 2) ? 0.74 : 0),
  read: readRev,
};

const head = /\(\d{1,2}:\d{2}(?::\d{2})?\):\s*$/u;

const headOf = headReader((line): Opening | null => {
  if (!head.test(line)) return null;
  const found = readStampedLine(line);
  return found?.place === 'trail' && found.bracketed ? { speaker: found.name, start: found.start } : null;
});

function readRev(source: Source, options: ReadOptions): TranscriptReading {
  const turns = new Turns(options, 'Name (00:03):');
  readHeadedTurns({ source, headOf, isNote: () => false }, turns);
  return turns.finish();
}
