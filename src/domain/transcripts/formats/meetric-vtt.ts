import { assemble } from '../assemble.ts';
import { readCues } from '../captions/cue-blocks.ts';
import { readCueText } from '../captions/cue-text.ts';
import type { TranscriptFormat } from '../format.ts';
import { meetricVttHeader } from '../writers/write-vtt.ts';

/** Our own captions need no guessing: voice tags name the speakers, and all text is speech. */
export const meetricVtt: TranscriptFormat = {
  id: 'meetric_vtt',
  name: 'WebVTT of Meetric',
  source: { url: 'docs/formats.md', seen: '2026-11-30' },
  writtenBy: ['Meetric'],
  takes: ['speakers', 'starts', 'ends'],
  matches: ({ text }) => (text.startsWith(`${meetricVttHeader}\n`) ? 1 : 0),
  read({ text }, options) {
    const read = readCues({ text, notices: options.notices, isWebVtt: true });
    if (read.kind === 'refused') return read;
    const utterances = read.cues.map(({ start, end, text: payload }) => {
      const [part] = readCueText(payload).parts;
      return { speaker: part?.speakerName ?? null, text: part?.text ?? '', start, end };
    });
    return assemble(utterances, { options, placeOf: (index) => `line ${read.cues[index]?.lineNumber}` });
  },
};
