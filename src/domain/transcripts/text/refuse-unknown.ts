import type { Source } from '../source.ts';
import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';
import { readStampedLine } from './line-stamp.ts';
import { placeOfLine } from './turns.ts';

/** Refuses a file that no format knows; names what it is where that can be told. */
export function refuseUnknown(source: Source): TranscriptRefusal {
  const text = source.foreign;
  if (text) return refuse({ code: 'unknown_format', problem: 'looks_like', text, isTold: false });
  const { extension, head } = source;
  const labels = firstTwo(head, labelIn);
  const stamps = firstTwo(head, (line) => readStampedLine(line)?.written);
  const unknown = { code: 'unknown_format', extension } as const;
  if (labels.length + stamps.length === 0) return refuse({ ...unknown, problem: 'no_form' });
  return labels.length > 0
    ? refuse({ ...unknown, problem: 'irregular_form', seen: labels, format: 'text' })
    : refuse({ ...unknown, problem: 'irregular_form', seen: stamps, format: 'stamped_text' });
}

function labelIn(line: string): string | undefined {
  return /^\s*(\p{L}[^:\t.?!]{0,40}:)(?:\s|$)/u.exec(line)?.[1];
}

function firstTwo(
  lines: readonly string[],
  find: (line: string) => string | undefined,
): { text: string; place: string }[] {
  const found: { text: string; place: string }[] = [];
  for (const [at, line] of lines.entries()) {
    const seen = find(line);
    if (seen !== undefined) found.push({ text: seen, place: placeOfLine(at) });
    if (found.length === 2) break;
  }
  return found;
}
