import type { Figure } from './support/figures.ts';

/** How long and how much is measured. */
export interface BenchOptions {
  /** Small data and one round: whether everything runs, not how fast. */
  short: boolean;
  rounds: number;
  sliceMs: number;
  /** Growth to ten million conversations instead of one. */
  tenMillion: boolean;
  /** Install Debian's Python packages where the peers' are missing. */
  installPeers: boolean;
}

export type Group = (options: BenchOptions) => Promise<Figure[]>;
