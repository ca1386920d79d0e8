import { once } from 'node:events';

/** Messages of a measuring process to the one that compares it with another. */
export type TurnWish = 'wanted' | 'over';

/** Runs at once; in a comparison only while the other tree measures nothing (`bench/compare.ts`). */
export async function inTurn<T>(measure: () => Promise<T>): Promise<T> {
  if (!process.send) return measure();
  const granted = once(process, 'message');
  process.send('wanted' satisfies TurnWish);
  await granted;
  try {
    return await measure();
  } finally {
    process.send('over' satisfies TurnWish);
  }
}
