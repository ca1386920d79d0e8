import { readCues } from '../cue-blocks.ts';
import { cueSentences } from '../cue-sentences.ts';
import type { TranscriptFormat } from '../format.ts';
import { refuse, type TranscriptReading } from '../transcript-refusal.ts';

export const webVtt: TranscriptFormat = {
  id: 'webvtt',
  name: 'WebVTT',
  source: { url: 'https://www.w3.org/TR/webvtt1/', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends'],
  matches: ({ text, extension }) => (isWebVtt(text) ? 0.9 : extension === 'vtt' ? 0.2 : 0),
  read: ({ lines }) => parseWebVtt(lines),
};

export function isWebVtt(text: string): boolean {
  return /^WEBVTT(?:[ \t\r\n]|$)/u.test(text);
}

/** Takes the lines of a WebVTT file (https://www.w3.org/TR/webvtt1/), the forms of Zoom and Teams among them. */
export function parseWebVtt(lines: readonly string[]): TranscriptReading {
  if (!isWebVtt(lines[0] ?? '')) {
    return refuse('malformed', 'Line 1: a WebVTT file begins with the line "WEBVTT".');
  }
  const firstLine = 1 + lines.slice(1).findIndex((line) => line.trim() === '' || line.includes('-->'));
  const read = readCues({
    lines,
    firstLine: firstLine === 0 ? lines.length : firstLine,
    beforeFirstCue: 'ignore',
    silentBlocks: ['NOTE', 'STYLE', 'REGION'],
  });
  if (read.kind === 'refused') return read;
  const sentences = cueSentences(read.cues);
  if (sentences.length === 0) return refuse('no_speech', 'The WebVTT file holds no cue with text.');
  return { kind: 'read', transcript: { sentences }, header: {} };
}
