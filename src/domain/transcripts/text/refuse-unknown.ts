import type { Source } from '../source.ts';
import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';
import { readStampedLine } from './line-stamp.ts';
import { placeOfLine } from './turns.ts';

/** Refuses a file that no format knows; names what it is where that can be told. */
export function refuseUnknown(source: Source): TranscriptRefusal {
  const foreign = source.foreign;
  if (foreign) {
    const advice = foreign.advice ?? 'See docs/formats.md for what can be read.';
    return refuse('unknown_format', `This is no transcript: it looks like ${foreign.kind}. ${advice}`);
  }
  const name = source.extension === '' ? 'This file' : `This .${source.extension} file`;
  const labels = firstTwo(source.head, labelIn);
  const stamps = firstTwo(source.head, (line) => readStampedLine(line)?.written);
  if (labels.length + stamps.length === 0)
    return refuse(
      'unknown_format',
      `${name} has no form of a transcript: no names before what is said, and no times; see docs/formats.md.`,
    );
  const [seen, format] = labels.length > 0 ? [labels, 'text'] : [stamps, 'stamped_text'];
  return refuse(
    'unknown_format',
    `${name} has no form of a transcript: what may be names or times is not regular enough (${seen.join(', ')}). ` +
      `If it is one, give its format, such as ${format}; see docs/formats.md.`,
  );
}

function labelIn(line: string): string | undefined {
  return /^\s*(\p{L}[^:\t.?!]{0,40}:)(?:\s|$)/u.exec(line)?.[1];
}

function firstTwo(lines: readonly string[], find: (line: string) => string | undefined): string[] {
  const found: string[] = [];
  for (const [at, line] of lines.entries()) {
    const seen = find(line);
    if (seen !== undefined) found.push(`"${seen}" in ${placeOfLine(at)}`);
    if (found.length === 2) break;
  }
  return found;
}
