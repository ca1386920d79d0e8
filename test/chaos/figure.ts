/** A figure of a run, with the goal that it is held against; null where it is told for its own sake. */
export interface Figure {
  what: string;
  value: number;
  unit?: string;
  most: number | null;
}

export const isMet = ({ value, most }: Figure): boolean => most === null || value <= most;

/** One line for a part. */
export function lineOf(part: string, figures: readonly Figure[]): string {
  const texts = figures.map((figure) => {
    const { what, value, unit = '', most } = figure;
    const goal =
      most === null ? '' : isMet(figure) ? ` (at most ${most}${unit})` : ` MISSED: at most ${most}${unit}`;
    return `${what} ${Number.isInteger(value) ? value : value.toFixed(2)}${unit}${goal}`;
  });
  return `${part}: ${texts.join(', ')}`;
}

/** The value that so much of all are not above; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
