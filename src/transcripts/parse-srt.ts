import { readCues } from './cue-blocks.ts';
import { cueSentences } from './cue-sentences.ts';
import { refuse, type TranscriptReading } from './transcript-refusal.ts';

/** Takes the lines of a SubRip file; numbers before the timings are optional, style codes are stripped. */
export function parseSrt(lines: readonly string[]): TranscriptReading {
  const read = readCues({ lines, firstLine: 0, beforeFirstCue: 'refuse', silentBlocks: [] });
  if (read.kind === 'refused') return read;
  const sentences = cueSentences(
    read.cues.map((cue) => ({
      ...cue,
      payload: cue.payload.map((line) => line.replace(/\{\\[^{}]*\}/gu, '')),
    })),
  );
  if (sentences.length === 0) return refuse('no_speech', 'The SubRip file holds no cue with text.');
  return { kind: 'read', transcript: { sentences }, header: {} };
}
