import { assemble, type Utterance } from '../assemble.ts';
import type { TranscriptFormat } from '../format.ts';
import { clockSeconds } from '../text/clock-time.ts';
import { meetricTextHeader } from '../writers/write-text.ts';

/** `[00:00:01.000 - 00:00:02.500] Jane Doe: hello` */
const LINE = /^(?:\[([\d:.]+) - ([\d:.]+)\] )?(.*?): ?(.*)$/u;

/** Our own texts need no guessing: a line is a name, a colon and the words. */
export const meetricText: TranscriptFormat = {
  id: 'meetric_text',
  name: 'Text of Meetric',
  source: { url: 'docs/formats.md', seen: '2026-11-30' },
  writtenBy: ['Meetric'],
  takes: ['speakers', 'starts', 'ends'],
  matches: ({ head }) => (head[0] === meetricTextHeader ? 1 : 0),
  read({ lines }, options) {
    const utterances: Utterance[] = [];
    for (const line of lines.slice(1)) {
      const [, start = '', end = '', speaker = null, text = line] = LINE.exec(line) ?? [];
      utterances.push({ speaker, text, start: clockSeconds(start), end: clockSeconds(end) });
    }
    return assemble(utterances, { options, placeOf: (index) => `line ${index + 2}` });
  },
};
