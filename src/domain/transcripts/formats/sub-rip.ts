import { readCues } from '../captions/cue-blocks.ts';
import { cueTranscript } from '../captions/cue-sentences.ts';
import { readTiming } from '../captions/cue-timing.ts';
import type { TranscriptFormat } from '../format.ts';
import { refuse } from '../transcript-refusal.ts';

export const subRip: TranscriptFormat = {
  id: 'srt',
  name: 'SubRip',
  source: { url: 'https://www.matroska.org/technical/subtitles.html', seen: '2026-11-30' },
  writtenBy: ['Whisper', 'YouTube', 'subtitle editors', 'Descript', 'Sonix', 'Rev'],
  takes: ['speakers', 'starts', 'ends'],
  matches: ({ head, extension }) =>
    head.some((line) => readTiming(line, false) !== null) ? 0.7 : extension === 'srt' ? 0.2 : 0,
  read({ text }, options) {
    const read = readCues({ text, notices: options.notices, isWebVtt: false });
    if (read.kind === 'refused') return read;
    if (read.cues.length === 0) return refuse({ code: 'malformed', problem: 'no_cues' });
    // Codes such as {\an8} say where a caption is shown.
    const cues = read.cues.map((cue) =>
      cue.text.includes('{\\') ? { ...cue, text: cue.text.replace(/\{\\[^{}]*\}/gu, '') } : cue,
    );
    return cueTranscript(cues, { options });
  },
};
