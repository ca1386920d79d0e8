import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { dialogueConfidence } from '../text/dialogue-shape.ts';
import { type PlainMarkdown, plainMarkdown } from '../text/plain-markdown.ts';
import { placeOfLine } from '../text/turns.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { readLabelledText } from './labelled-text.ts';
import { readStampedText, stampedConfidence } from './stamped-text.ts';

/** Markdown whose names or times are bold, slanted or headings, as Descript, podcasts and many tools write it. */
export const markdown: TranscriptFormat = {
  id: 'markdown',
  name: 'Markdown transcript, of Descript and others',
  source: {
    url: 'https://github.com/security-cocktail-hour/security-cocktail-hour-website',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'title', 'date', 'language', 'participants'],
  matches: (source) => {
    if (source.foreign) return 0;
    const plain = plainMarkdown(source.head);
    const filled = source.head.filter((line) => line.trim() !== '').length;
    if (!isMarked(source.extension, plain, filled)) return 0;
    const named = plain.listed > filled * mostListed ? 0 : dialogueConfidence(plain.lines);
    const confidence = Math.max(stampedConfidence(plain.lines), named);
    return confidence === 0 ? 0 : confidence + 0.05;
  },
  read: readMarkdown,
};

/** A document of lists and tables is no talk, unless times say that it is. */
const mostListed = 0.25;

/** Marks that only Markdown has, on many lines, or on some where the file's name says so. */
function isMarked(extension: string, { marked, leftOut }: PlainMarkdown, filled: number): boolean {
  if (extension === 'md' || extension === 'markdown') return marked + leftOut.length > 0;
  return marked > filled * 0.2;
}

function readMarkdown(source: Source, options: ReadOptions): TranscriptReading {
  const { lines, header, leftOut } = plainMarkdown(source.lines);
  for (const line of leftOut) options.notices.add('lines_left_out', placeOfLine(line));
  const head = lines.slice(0, source.head.length);
  const isStamped = stampedConfidence(head) >= dialogueConfidence(head);
  const reading = isStamped ? readStampedText(lines, options) : readLabelledText(lines, options);
  return reading.kind === 'read' ? { ...reading, header: { ...reading.header, ...header } } : reading;
}
