import type { Figure } from './figure.ts';
import type { Ledger } from './ledger.ts';
import { lossesOf, type Outcome } from './outcome.ts';
import { type Prober, probed, servedAgainMs } from './prober.ts';

/** The figures of a part in which the database was away, each time until one of these moments. */
export function outageFigures(
  { answers }: Prober,
  backMs: readonly number[],
  kept: { outcome: Outcome; acknowledged: readonly string[]; ledger: Ledger },
): Figure[] {
  const { asked, refused, slowestMs, odd, letIn } = probed(answers);
  const { lost, phantom, failed } = lossesOf(kept.outcome, kept.acknowledged, kept.ledger.arrivals);
  const servedMs = Math.max(...backMs.map((ms) => servedAgainMs(answers, ms)));
  return [
    { what: 'conversations', value: kept.outcome.conversations.size, most: null },
    { what: 'lost', value: lost, most: 0 },
    { what: 'phantom', value: phantom, most: 0 },
    { what: 'failed', value: failed, most: 0 },
    { what: 'served again after', value: servedMs / 1000, unit: ' s', most: 5 },
    { what: 'requests', value: asked, most: null },
    { what: 'answered 500', value: refused, most: null },
    { what: 'slowest answer', value: slowestMs / 1000, unit: ' s', most: 2 },
    { what: 'answers of another kind', value: odd, most: 0 },
    { what: 'let in without a token', value: letIn, most: 0 },
  ];
}
