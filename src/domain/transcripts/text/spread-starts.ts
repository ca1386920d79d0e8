import { placeOfLine, type Turns } from './turns.ts';

/** Speech in no hurry, where nothing says when a stretch ends. */
const charactersPerSecond = 15;

/**
 * Gives a start to turns that have none, where the file has a time only now and then. Between two times the turns
 * are placed by the length of their text. Turns before the first time begin at 0. `end` is when the last stretch
 * ends, if the file says so.
 */
export function spreadStarts(turns: Turns, end: number | null): void {
  const { utterances } = turns;
  let from = 0;
  while (from < utterances.length) {
    let to = from + 1;
    while (to < utterances.length && utterances[to]?.start === null) to++;
    const next = utterances[to]?.start ?? end;
    if (to - from > 1 || utterances[from]?.start === null) spreadOne(turns, { from, to, next });
    from = to;
  }
}

/** One stretch, from a turn with a start to the next such turn. */
function spreadOne(
  turns: Turns,
  { from, to, next }: { from: number; to: number; next: number | null },
): void {
  const stretch = turns.utterances.slice(from, to);
  const start = stretch[0]?.start ?? 0;
  const total = stretch.reduce((sum, { text }) => sum + text.length, 0);
  const seconds = next === null ? total / charactersPerSecond : Math.max(0, next - start);
  let before = 0;
  for (const utterance of stretch) {
    utterance.start = start + (total === 0 ? 0 : (seconds * before) / total);
    before += utterance.text.length;
  }
  if (to - from > 1)
    turns.options.notices.add('starts_estimated', placeOfLine(turns.lineOf(from + 1)), to - from - 1);
}
