import { refuse, type TranscriptRefusal } from './transcript-refusal.ts';

/** Timed cues as WebVTT (https://www.w3.org/TR/webvtt1/#file-parsing) and SubRip share them. */
export interface Cue {
  /** Seconds. */
  start: number;
  end: number;
  payload: string[];
}

export interface CueSource {
  lines: readonly string[];
  /** Index of the first line after the file's header. */
  firstLine: number;
  /** What to do with text before the first cue: WebVTT ignores it, in SubRip it is a fault. */
  beforeFirstCue: 'ignore' | 'refuse';
  /** First words of blocks that carry no speech. */
  silentBlocks: readonly string[];
}

const STAMP = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?`;
const TIMING = new RegExp(String.raw`^\s*${STAMP}\s*-->\s*${STAMP}(?:\s.*)?$`, 'u');
const IDENTIFIER = /^\s*(?:\d+|[\da-f-]{8,}(?:\/\S+)?)\s*$/iu;

export function isTimingLine(line: string): boolean {
  return line.includes('-->') && TIMING.test(line);
}

/** Takes a file's lines; gives its cues in order of start, or the fault with its line number. */
export function readCues(source: CueSource): { kind: 'cues'; cues: Cue[] } | TranscriptRefusal {
  const cues: Cue[] = [];
  let at = source.firstLine;
  while (at < source.lines.length) {
    const from = at;
    while (at < source.lines.length && source.lines[at]?.trim() !== '') at++;
    const block = source.lines.slice(from, at);
    const fault =
      block.length > 0
        ? readBlock(block, from + 1, { source, cues, next: source.lines.slice(at, at + 8) })
        : null;
    if (fault) return fault;
    at++;
  }
  return { kind: 'cues', cues: cues.toSorted((a, b) => a.start - b.start) };
}

interface Reading {
  source: CueSource;
  cues: Cue[];
  /** The lines after the block: they tell an identifier on its own from speech. */
  next: readonly string[];
}

function readBlock(
  block: readonly string[],
  firstNumber: number,
  reading: Reading,
): TranscriptRefusal | null {
  const timing = block.findIndex((line, at) => (at < 2 ? line.includes('-->') : isTimingLine(line)));
  if (timing === -1) return readUntimed(block, firstNumber, reading);
  if (timing > 1) {
    const before = block.slice(0, IDENTIFIER.test(block[timing - 1] ?? '') ? timing - 1 : timing);
    const fault = readUntimed(before, firstNumber, reading);
    if (fault) return fault;
  }
  let current: Cue | null = null;
  for (const [offset, line] of block.entries()) {
    if (offset < timing) continue;
    // A payload line may hold an arrow; only a real timing line begins a cue without a blank line before it.
    if (offset === timing || isTimingLine(line)) {
      const cue = readTiming(line, firstNumber + offset);
      if (cue.kind === 'refused') return cue;
      if (current && IDENTIFIER.test(current.payload.at(-1) ?? '')) current.payload.pop();
      current = { start: cue.start, end: cue.end, payload: [] };
      reading.cues.push(current);
    } else current?.payload.push(line);
  }
  return null;
}

function readUntimed(
  block: readonly string[],
  firstNumber: number,
  reading: Reading,
): TranscriptRefusal | null {
  const first = block[0] ?? '';
  if (reading.source.silentBlocks.includes(first.split(/[ \t]/u)[0] ?? '')) return null;
  const following = reading.next.find((line) => line.trim() !== '');
  if (block.length === 1 && IDENTIFIER.test(first) && (following === undefined || following.includes('-->')))
    return null;
  const last = reading.cues.at(-1);
  // A blank line inside a cue's text ends the cue for a player; here it would lose speech.
  if (last) for (const line of block) last.payload.push(line);
  else if (reading.source.beforeFirstCue === 'refuse') {
    return refuse('malformed', `Line ${firstNumber}: text before the first cue timing.`);
  }
  return null;
}

type Timing = { kind: 'timing'; start: number; end: number };

function readTiming(line: string, lineNumber: number): Timing | TranscriptRefusal {
  const match = TIMING.exec(line);
  if (!match)
    return refuse('malformed', `Line ${lineNumber}: "${line.trim().slice(0, 80)}" is not a cue timing.`);
  const start = stampSeconds(match.slice(1, 5));
  const end = stampSeconds(match.slice(5, 9));
  if (start === null || end === null) {
    return refuse('malformed', `Line ${lineNumber}: minutes and seconds of a cue timing go from 0 to 59.`);
  }
  if (end < start) return refuse('malformed', `Line ${lineNumber}: the cue ends before it starts.`);
  return { kind: 'timing', start, end };
}

function stampSeconds([hours, minutes, seconds, fraction]: (string | undefined)[]): number | null {
  if (Number(minutes) > 59 || Number(seconds) > 59) return null;
  const whole = Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
  return Math.round((whole + Number(`0.${fraction ?? 0}`)) * 1000) / 1000;
}
