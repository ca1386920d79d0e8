import type { Clock } from '../../base/clock.ts';

/** Asked for by anybody and as often as they like, and dear to make: it is made once for all who ask at a time. */
const keptMs = 500;

/** One making of `make` serves all who ask meanwhile and for half a second after. A failed one is not kept. */
export function sharedResult<Result>(
  { monotonicMs }: Pick<Clock, 'monotonicMs'>,
  make: () => Promise<Result>,
): () => Promise<Result> {
  let kept: { result: Promise<Result>; untilMs: number } | null = null;
  const forget = (): void => {
    kept = null;
  };
  return () => {
    if (kept && monotonicMs() < kept.untilMs) return kept.result;
    const made = { result: make(), untilMs: Number.POSITIVE_INFINITY };
    kept = made;
    made.result.then(() => {
      made.untilMs = monotonicMs() + keptMs;
    }, forget);
    return made.result;
  };
}
