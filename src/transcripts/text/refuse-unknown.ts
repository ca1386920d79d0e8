import type { Source } from '../source.ts';
import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';
import { foreignText } from './foreign-text.ts';

/** Refuses a file that no format knows; names what it is where that can be told. */
export function refuseUnknown(source: Source): TranscriptRefusal {
  const foreign = foreignText(source);
  if (foreign) {
    const advice = foreign.advice ?? 'See docs/formats.md for what can be read.';
    return refuse('unknown_format', `This is no transcript: it looks like ${foreign.kind}. ${advice}`);
  }
  const name = source.extension === '' ? 'This file' : `This .${source.extension} file`;
  return refuse(
    'unknown_format',
    `${name} has no form of a transcript: no names before what is said, and no times; see docs/formats.md.`,
  );
}
