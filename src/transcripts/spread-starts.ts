import { placeOfLine, type Turns } from './turns.ts';

/** Speech in no hurry, where nothing says when a stretch ends. */
const charactersPerSecond = 15;

/**
 * Gives a start to turns that have none, where the file has a time only now and then: between two times by how much was said.
 * What stands before the first time begins at 0. `end` is when the last stretch ends, if the file says so.
 */
export function spreadStarts(turns: Turns, end: number | null): void {
  const { utterances, options } = turns;
  let from = 0;
  while (from < utterances.length) {
    let to = from + 1;
    while (to < utterances.length && utterances[to]?.start === null) to++;
    const start = utterances[from]?.start ?? 0;
    const next = utterances[to]?.start ?? end;
    const lengths = utterances.slice(from, to).map(({ text }) => text.length);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const seconds = next === null ? total / charactersPerSecond : Math.max(0, next - start);
    let before = 0;
    for (const [offset, length] of lengths.entries()) {
      const utterance = utterances[from + offset];
      if (utterance) utterance.start = start + (total === 0 ? 0 : (seconds * before) / total);
      if (offset === 1)
        options.notices.add('starts_estimated', placeOfLine(turns.lineOf(from + 1)), to - from - 1);
      before += length;
    }
    from = to;
  }
}
