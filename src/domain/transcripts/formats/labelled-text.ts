import type { ReadOptions, TranscriptFormat } from '../format.ts';
import { chooseLabels, type LabelledLine } from '../speaker-labels.ts';
import { withColons } from '../text/colonless-labels.ts';
import { dialogueConfidence } from '../text/dialogue-shape.ts';
import { leaveOutInnerStamps } from '../text/inner-stamps.ts';
import { readPreamble } from '../text/preamble.ts';
import { Turns } from '../text/turns.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse } from '../transcript-refusal.ts';

const otherExtensions = new Set('ass css csv js py sql ssa ts tsv xml yaml yml'.split(' '));

export const labelledText: TranscriptFormat = {
  id: 'text',
  name: 'Lines of the form "Name: text"',
  source: null,
  takes: ['speakers', 'title', 'date', 'language', 'participants'],
  matches: (source) =>
    otherExtensions.has(source.extension) || source.foreign ? 0 : dialogueConfidence(withColons(source.head)),
  read: (source, options) => {
    const foreign = source.foreign;
    if (foreign) return refuse('unknown_format', `This is no transcript: it looks like ${foreign.kind}.`);
    return readLabelledText(source.lines, options);
  },
};

/**
 * Takes the lines of a "Name: text" text, questions and answers among them; gives messages without times, since the text
 * does not say when. A line without a name goes on with the turn before it.
 */
export function readLabelledText(given: readonly string[], options: ReadOptions): TranscriptReading {
  const source = withColons(given);
  const lines = source.map((line) => line.trim());
  const labelled = labelLines(source, lines, options);
  const turns = new Turns(options);
  const first = labelled.findIndex((found) => found !== null);
  if (first === -1) return noNames(lines);
  const { header, used } = readPreamble(lines.slice(0, first));
  for (const at of used) turns.leaveOut(at);
  addPreamble(lines.slice(0, first), used, turns);
  for (let at = first; at < lines.length; at++) {
    const text = lines[at] ?? '';
    const found = labelled[at];
    if (found) turns.begin(at, { speaker: found.label, text: found.rest });
    else if (text !== '') turns.add(at, text);
  }
  leaveOutInnerStamps(turns);
  return turns.finish(header, 'messages');
}

const indent = /^(?:\s{2,}|\t)\s*\S/u;

/** For each line its name and what follows. A line that is set in below a name is speech, unless its name also stands at the margin. */
function labelLines(
  source: readonly string[],
  lines: readonly string[],
  { notices }: ReadOptions,
): (LabelledLine | null)[] {
  const filled = lines.flatMap((line, at) => (line === '' ? [] : [at]));
  const labelOf = chooseLabels(
    filled.map((at) => [lines[at] ?? '']),
    { notices, placeOf: (unit) => `line ${(filled[unit] ?? 0) + 1}` },
  );
  const labelled = lines.map((line) => (line === '' ? null : labelOf(line)));
  const atMargin = labelled.filter((found, at) => found && !indent.test(source[at] ?? ''));
  const names = new Set(atMargin.map((found) => found?.label));
  const isSetIn = atMargin.length * 2 < labelled.filter(Boolean).length;
  return labelled.map((found, at) =>
    found && !isSetIn && indent.test(source[at] ?? '') && !names.has(found.label) ? null : found,
  );
}

function noNames(lines: readonly string[]): TranscriptReading {
  return lines.some((line) => /[\p{L}\p{N}]/u.test(line))
    ? refuse('unknown_format', 'No line has the form "Name: text".')
    : refuse('no_speech', 'The file holds no words.');
}

/** A paragraph above the first name is nobody's. */
function addPreamble(lines: readonly string[], used: ReadonlySet<number>, turns: Turns): void {
  let isStart = true;
  for (const [at, line] of lines.entries()) {
    const isText = line.trim() !== '' && !used.has(at);
    if (isText && isStart) turns.begin(at, { speaker: null, text: line });
    else if (isText) turns.add(at, line);
    isStart = !isText;
  }
}
