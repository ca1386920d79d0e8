import { isLanguageTag } from '../../../base/language-tag.ts';
import { cueTranscript } from '../captions/cue-sentences.ts';
import { readTtml } from '../captions/ttml-cues.ts';
import type { TranscriptFormat } from '../format.ts';
import type { TranscriptHeader } from '../transcript-header.ts';

/** TTML, also as DFXP and IMSC: paragraphs with times; agents are the speakers. */
export const ttml: TranscriptFormat = {
  id: 'ttml',
  name: 'TTML, DFXP, IMSC',
  source: { url: 'https://www.w3.org/TR/ttml2/', seen: '2026-11-30' },
  writtenBy: ['broadcasters', 'video platforms', 'caption editors'],
  takes: ['speakers', 'starts', 'ends', 'title', 'language'],
  matches: ({ text }) =>
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:\w+:)?tt[\s>]/u.test(text.slice(0, 4_096)) ? 0.95 : 0,
  read({ text }, options) {
    const read = readTtml(text);
    if (read.kind === 'refused') return read;
    const { title, language, agents } = read;
    const header: TranscriptHeader = {
      ...(title === null ? {} : { title }),
      ...(language !== null && isLanguageTag(language) ? { language } : {}),
    };
    for (const [at, cue] of read.cues.entries()) {
      if (cue.end < 0) cue.end = Math.max(cue.start, read.cues[at + 1]?.start ?? cue.start);
      // Text that looks like a tag of captions is text here.
      cue.text = cue.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    }
    return cueTranscript(read.cues, { options, header, speakerOf: (agent) => agents.get(agent) ?? agent });
  },
};
