import type { ReadOptions, TranscriptFormat } from '../format.ts';
import { chooseLabels, type LabelReader } from '../speaker-labels.ts';
import { type Block, type BlockReader, chooseBlockReader } from '../text/block-names.ts';
import { setOffStamps } from '../text/glued-stamps.ts';
import { leaveOutInnerStamps } from '../text/inner-stamps.ts';
import { readPreamble } from '../text/preamble.ts';
import { spreadStarts } from '../text/spread-starts.ts';
import { type StampSurvey, surveyStamps } from '../text/stamp-survey.ts';
import { placeOfLine, Turns } from '../text/turns.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse } from '../transcript-refusal.ts';

/**
 * Texts of any origin with a time at each turn. It stands before the name, behind it, behind its colon or on a line
 * of its own. It is in brackets or not, a range or not; names may be missing.
 */
export const stampedText: TranscriptFormat = {
  id: 'stamped_text',
  name: 'Text with a time at each turn',
  source: {
    url: 'https://github.com/security-cocktail-hour/security-cocktail-hour-website',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'clock times', 'title', 'date', 'language', 'participants'],
  matches: (source) => (source.foreign ? 0 : stampedConfidence(source.head)),
  read: (source, options) => readStampedText(source.lines, options),
};

const leastCoverage = 0.15;
const leastAscending = 0.8;
/** A list of chapters has a few words a minute. */
const leastWordsPerSecond = 0.2;

/** Takes the beginning of a text; says how surely it is such a text, 0 to 0.7. */
export function stampedConfidence(given: readonly string[]): number {
  const lines = setOffStamps(given);
  const survey = surveyStamps(lines);
  const { count, filled, ascending } = survey;
  const coverage = filled === 0 ? 0 : count / filled;
  if (count === 0 || (count === 1 && filled > 3)) return 0;
  if (coverage < leastCoverage || ascending < leastAscending) return 0;
  if (!isNamed(survey, lines) && !isSpeech(survey, lines)) return 0;
  return isCuesInLines(survey) ? 0.85 : 0.5 + Math.min(coverage, 1) / 5;
}

const cueSettings = /^(?:(?:align|position|line|size|vertical|region):\S+\s*)+$/u;

/** `00:00:03 --> 00:00:07 Hello`: readers of cues would take what was said for settings. */
function isCuesInLines({ stamps, count }: StampSurvey): boolean {
  const spoken = stamps.filter(
    (stamp) => stamp?.place === 'lead' && stamp.end !== null && !cueSettings.test(stamp.text),
  );
  return spoken.length > count * 0.8;
}

function isNamed(survey: StampSurvey, lines: readonly string[]): boolean {
  if (survey.stamps.some((stamp) => stamp?.place === 'trail')) return followShare(survey, lines) > 0.5;
  const { reader } = readBlocks(survey, lines);
  return reader.hasNames || survey.stamps.some((stamp) => stamp?.place === 'inside');
}

/** Below a name with a time stands what was said. */
function followShare({ stamps, count }: StampSurvey, lines: readonly string[]): number {
  let followed = 0;
  let isOpen = false;
  for (const [at, stamp] of stamps.entries()) {
    if (stamp) isOpen = true;
    else if (isOpen && lines[at]?.trim() !== '') {
      followed++;
      isOpen = false;
    }
  }
  return followed / count;
}

function isSpeech({ stamps, isClock }: StampSurvey, lines: readonly string[]): boolean {
  const told = stamps.filter((stamp) => stamp !== null);
  const seconds = (told.at(-1)?.start ?? 0) - (told[0]?.start ?? 0);
  const words = lines.reduce((sum, line) => sum + line.trim().split(/\s+/u).length, 0) - told.length;
  return !isClock && told.length > 1 && words >= seconds * leastWordsPerSecond;
}

export function readStampedText(given: readonly string[], options: ReadOptions): TranscriptReading {
  const lines = setOffStamps(given);
  const survey = surveyStamps(lines);
  const first = survey.stamps.findIndex((stamp) => stamp !== null);
  if (first === -1) return refuse('unknown_format', 'No line has a time such as 0:03 or [00:00:03].');
  if (survey.isGuess) options.notices.add('time_unit_guessed', placeOfLine(first));
  const turns = new Turns(options);
  const { header, used } = readPreamble(lines.slice(0, first));
  const nameOf = nameReader(survey, lines);
  for (let at = 0; at < first; at++) {
    if (used.has(at)) turns.leaveOut(at);
    else if (lines[at]?.trim() !== '') addLine(lines[at] ?? '', { at, nameOf, turns });
  }
  addTurns({ survey, lines, nameOf }, turns);
  leaveOutInnerStamps(turns);
  // A time only now and then is one for all that follows it.
  if (!survey.isClock && turns.utterances.some(({ start }) => start !== null)) spreadStarts(turns, null);
  return turns.finish(header, survey.isClock ? 'messages' : undefined);
}

interface Blocks {
  blocks: Map<number, Block>;
  reader: BlockReader;
}

/** The blocks of the stamps that stand before all else, by line. */
function readBlocks({ stamps }: StampSurvey, lines: readonly string[]): Blocks {
  const blocks = new Map<number, { at: number; text: string }[]>();
  let open: { at: number; text: string }[] | null = null;
  for (const [at, stamp] of stamps.entries()) {
    const text = lines[at]?.trim() ?? '';
    if (!stamp) {
      if (text !== '') open?.push({ at, text });
      continue;
    }
    const isBefore = stamp.place === 'lead' || stamp.place === 'alone';
    open = isBefore ? (stamp.text === '' ? [] : [{ at, text: stamp.text }]) : null;
    if (open) blocks.set(at, open);
  }
  return { blocks, reader: chooseBlockReader([...blocks.values()]) };
}

interface StampedLines {
  survey: StampSurvey;
  lines: readonly string[];
  nameOf: LabelReader;
}

function addTurns({ survey, lines, nameOf }: StampedLines, turns: Turns): void {
  const { stamps, isClock } = survey;
  const { blocks, reader } = readBlocks(survey, lines);
  let isBlock = true;
  for (const [at, stamp] of stamps.entries()) {
    if (!stamp) {
      if (!isBlock && lines[at]?.trim() !== '') addLine(lines[at] ?? '', { at, nameOf, turns });
      continue;
    }
    const block = blocks.get(at);
    isBlock = block !== undefined;
    const when = isClock ? { extra: { time: stamp.written } } : { start: stamp.start, end: stamp.end };
    if (!block) turns.begin(at, { speaker: stamp.name, text: stamp.text, ...when });
    else
      for (const [index, part] of reader.read(block).entries())
        turns.begin(part.at, {
          speaker: part.speaker,
          text: part.text,
          ...(index === 0 || isClock ? when : {}),
        });
  }
}

/** Some tools write a time only now and then. A name that has one is still a name without it, and so are those beside it. */
function nameReader({ stamps }: StampSurvey, lines: readonly string[]): LabelReader {
  const names = new Set(stamps.flatMap((stamp) => (stamp?.place === 'inside' ? [stamp.name] : [])));
  if (names.size === 0) return () => null;
  const labelOf = chooseLabels(lines.flatMap((line) => (line.trim() === '' ? [] : [[line.trim()]])));
  return (line) => {
    const colon = line.slice(0, 100).search(/:(?:\s|$)/u);
    const name = colon === -1 ? '' : line.slice(0, colon).trim();
    return names.has(name) ? { label: name, rest: line.slice(colon + 1).trim() } : labelOf(line.trim());
  };
}

function addLine(
  line: string,
  { at, nameOf, turns }: { at: number; nameOf: LabelReader; turns: Turns },
): void {
  const found = nameOf(line);
  if (found) turns.begin(at, { speaker: found.label, text: found.rest });
  else turns.add(at, line);
}
