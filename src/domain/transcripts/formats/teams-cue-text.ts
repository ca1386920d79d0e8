import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { clockSeconds } from '../text/clock-time.ts';
import { isSpeechPart } from '../text/named-stamps.ts';
import { placeOfLine, Turns } from '../text/turns.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/** The .docx that Teams and Stream wrote until 2023: `0:0:5.100 --> 0:0:8.250`, the name below, then the text. */
export const teamsCueText: TranscriptFormat = {
  id: 'teams_cue_text',
  name: 'Teams or Stream transcript with cues (.docx or its text)',
  source: { url: 'https://github.com/MadeliefR/transcript_format', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends'],
  matches,
  read: readTeamsCueText,
};

const cue = /^(\d{1,3}:\d{1,2}:\d{1,2}\.\d{1,7}) --> (\d{1,3}:\d{1,2}:\d{1,2}\.\d{1,7})$/u;
const cueCharacters = 60;
const nameWords = 6;

function readCue(line: string): { start: number; end: number } | null {
  const text = line.trim();
  const [, from = '', to = ''] = text.length <= cueCharacters ? (cue.exec(text) ?? []) : [];
  const [start, end] = [clockSeconds(from), clockSeconds(to)];
  return start === null || end === null ? null : { start, end };
}

/** Some cues have no name. */
const leastNamed = 0.6;

/** Captions have such times too; below these a few names come again and again, and a time has hours of one digit. */
function matches({ head, container }: Source): number {
  const names = new Set<string>();
  let cues = 0;
  let full = 0;
  let isShort = false;
  for (const [at, line] of head.entries()) {
    if (!readCue(line)) continue;
    cues++;
    isShort ||= /^\d:|:\d[:.]/u.test(line.trim());
    const below = head.slice(at + 1, at + 4).filter((each) => each.trim() !== '');
    const [name = '', text] = below;
    if (text === undefined || readCue(name) || readCue(text)) continue;
    full++;
    names.add(name.trim());
  }
  const recur = names.size <= Math.max(1, full / 2) || cues < 5;
  if (cues === 0 || full < cues * leastNamed || !recur) return 0;
  return container !== null || isShort ? 0.9 : 0;
}

function readTeamsCueText({ lines }: Source, options: ReadOptions): TranscriptReading {
  const turns = new Turns(options, '0:0:5.100 --> 0:0:8.250');
  const names = namesOf(lines);
  let isFirst = false;
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    const found = readCue(text);
    const open = turns.utterances.at(-1);
    if (found) turns.begin(at, { speaker: null, ...found });
    else if (text !== '' && isFirst && open && names.has(text)) open.speaker = text;
    else if (text !== '') {
      if (isFirst) options.notices.add('words_unlabelled', placeOfLine(at));
      turns.add(at, text);
    }
    isFirst = found !== null || (text === '' && isFirst);
  }
  return turns.finish();
}

/**
 * The lines below cues that have text below them. Of those that come once, one that ends like a sentence is speech.
 */
function namesOf(lines: readonly string[]): Set<string> {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  const counts = new Map<string, number>();
  for (const [at, text] of filled.entries()) {
    const below = filled[at + 1];
    if (at === 0 || !readCue(filled[at - 1] ?? '') || readCue(text)) continue;
    if (below !== undefined && !readCue(below)) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([name, count]) => (count > 1 || isName(name) ? [name] : [])));
}

function isName(text: string): boolean {
  return !/[.?!…,;:]$/u.test(text) && text.split(/\s+/u).length <= nameWords && !isSpeechPart(text);
}
