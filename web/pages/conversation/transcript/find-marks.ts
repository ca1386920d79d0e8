import type { Hit } from './find.ts';
import type { RowRegistry } from './row-registry.ts';

const [found, current] = ['conversation-found', 'conversation-found-now'];

/** Marks the hits in the rows that are there by CSS highlights, so that no row is rendered anew. */
export function paintHits(rows: RowRegistry, hits: readonly Hit[], now: number): void {
  // A browser without them still scrolls to the hits and counts them.
  if (!('highlights' in CSS)) return;
  const all = new Highlight();
  const one = new Highlight();
  one.priority = 1;
  const bySentence = Map.groupBy(hits, ({ sentence }) => sentence);
  for (const [place, row] of rows.entries())
    for (const hit of bySentence.get(place) ?? []) {
      const range = rangeOf(row, hit);
      if (range) (hit === hits[now] ? one : all).add(range);
    }
  CSS.highlights.set(found, all);
  CSS.highlights.set(current, one);
}

export function clearHits(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(found);
  CSS.highlights.delete(current);
}

function rangeOf(row: HTMLElement, { from, to }: Hit): Range | null {
  const text = row.querySelector('[data-words]')?.firstChild;
  if (!(text instanceof Text) || to > text.length) return null;
  const range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, to);
  return range;
}
