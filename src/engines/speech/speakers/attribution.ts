import type { Span } from '../pcm-source.ts';
import type { VoiceTurn } from './voices.ts';

function firstEndingAfter(turns: readonly VoiceTurn[], sample: number): number {
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((turns[middle]?.end ?? 0) > sample) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The voice that speaks most of a stretch, else the nearest one. Turns are in order and do not overlap. */
export function speakerDuring(turns: readonly VoiceTurn[], span: Span): number {
  const first = firstEndingAfter(turns, span.start);
  const shares = new Map<number, number>();
  for (let i = first; i < turns.length; i += 1) {
    const turn = turns[i];
    if (!turn || turn.start >= span.end) break;
    const shared = Math.min(turn.end, span.end) - Math.max(turn.start, span.start);
    shares.set(turn.speaker, (shares.get(turn.speaker) ?? 0) + shared);
  }
  let best: { speaker: number; shared: number } | undefined;
  for (const [speaker, shared] of shares) if (!best || shared > best.shared) best = { speaker, shared };
  return best?.speaker ?? turns[Math.min(first, turns.length - 1)]?.speaker ?? 0;
}
