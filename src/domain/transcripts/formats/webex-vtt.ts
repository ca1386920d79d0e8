import { readCues } from '../captions/cue-blocks.ts';
import { cueTranscript } from '../captions/cue-sentences.ts';
import type { TranscriptFormat } from '../format.ts';
import { isWebVtt } from './web-vtt.ts';

/** `1 "Jane Doe" (3142517760)` */
const IDENTIFIER = /^\d+\s+"(.*)"\s+\(\d+\)$/u;

/** Webex writes the speaker into the cue's identifier. */
export const webexVtt: TranscriptFormat = {
  id: 'webex_vtt',
  name: 'WebVTT of Webex',
  source: null,
  writtenBy: ['Webex'],
  takes: ['speakers', 'starts', 'ends'],
  matches: ({ text, head }) =>
    isWebVtt(text) && head.some((line) => IDENTIFIER.test(line.trim())) ? 0.9 : 0,
  read({ text }, options) {
    const read = readCues({ text, notices: options.notices, isWebVtt: true });
    if (read.kind === 'refused') return read;
    const speakerOf = (identifier: string): string | null => IDENTIFIER.exec(identifier)?.[1]?.trim() || null;
    return cueTranscript(read.cues, { options, speakerOf });
  },
};
