import type { Cue } from '../captions/cue-blocks.ts';
import { cueTranscript } from '../captions/cue-sentences.ts';
import type { TranscriptFormat } from '../format.ts';
import { clockSeconds } from '../text/clock-time.ts';

/** `0:00:01.000,0:00:03.000` */
const TIMING = /^(\d{1,3}:\d{2}:\d{2}\.\d{3}),(\d{1,3}:\d{2}:\d{2}\.\d{3})$/u;

/** YouTube's SubViewer: a timing, lines of text, a blank line. */
export const sbv: TranscriptFormat = {
  id: 'sbv',
  name: 'SubViewer (SBV)',
  source: { url: 'https://socaptions.com/glossary/sbv', seen: '2026-11-30' },
  writtenBy: ['YouTube'],
  takes: ['speakers', 'starts', 'ends'],
  matches: ({ head }) => (head.some((line) => TIMING.test(line.trim())) ? 0.85 : 0),
  read({ lines }, options) {
    const cues: Cue[] = [];
    const before: number[] = [];
    for (const [at, line] of lines.entries()) {
      const [, from = '', to = ''] = TIMING.exec(line.trim()) ?? [];
      const [start, end] = [clockSeconds(from), clockSeconds(to)];
      const last = cues.at(-1);
      if (start !== null && end !== null)
        cues.push({ start, end, text: '', identifier: null, lineNumber: at + 1 });
      else if (last) last.text = last.text === '' ? line : `${last.text}\n${line}`;
      else if (line.trim() !== '') before.push(at + 1);
    }
    if (before[0] !== undefined) options.notices.add('lines_left_out', `line ${before[0]}`, before.length);
    return cueTranscript(cues, { options });
  },
};
