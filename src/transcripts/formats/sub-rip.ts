import { isTimingLine, readCues } from '../cue-blocks.ts';
import { cueSentences } from '../cue-sentences.ts';
import type { TranscriptFormat } from '../format.ts';
import { refuse, type TranscriptReading } from '../transcript-refusal.ts';

export const subRip: TranscriptFormat = {
  id: 'srt',
  name: 'SubRip',
  source: { url: 'https://www.matroska.org/technical/subtitles.html', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends'],
  matches: ({ head, extension }) => (head.some(isTimingLine) ? 0.8 : extension === 'srt' ? 0.2 : 0),
  read: ({ lines }) => parseSrt(lines),
};

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
