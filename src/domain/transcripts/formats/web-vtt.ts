import { readCues } from '../captions/cue-blocks.ts';
import { cueTranscript } from '../captions/cue-sentences.ts';
import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse } from '../transcript-refusal.ts';

export const webVtt: TranscriptFormat = {
  id: 'webvtt',
  name: 'WebVTT',
  source: { url: 'https://www.w3.org/TR/webvtt1/', seen: '2026-11-30' },
  writtenBy: ['Zoom', 'Teams', 'Google Meet', 'YouTube', 'Whisper', 'noScribe', 'HLS streams'],
  takes: ['speakers', 'starts', 'ends'],
  matches: ({ text, extension }) => (isWebVtt(text) ? 0.8 : extension === 'vtt' ? 0.2 : 0),
  read: readWebVtt,
};

export function isWebVtt(text: string): boolean {
  return /^\s*WEBVTT(?:[ \t\r\n]|$)/u.test(text);
}

function readWebVtt({ text }: Source, options: ReadOptions): TranscriptReading {
  if (!isWebVtt(text)) return refuse({ code: 'malformed', problem: 'no_web_vtt' });
  const read = readCues({ text, notices: options.notices, isWebVtt: true });
  return read.kind === 'refused' ? read : cueTranscript(read.cues, { options, isStitched: read.isStitched });
}
