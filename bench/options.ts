import type { Figure } from './support/figures.ts';
import type { Installation } from './support/installation.ts';

/** How long and how much is measured. */
export interface BenchOptions {
  /** Small data, one round, one installation for all groups: whether everything runs, not how fast. */
  short: boolean;
  /** A product to measure; the group closes it. */
  open(env?: Record<string, string>): Promise<Installation>;
  rounds: number;
  sliceMs: number;
  /** Growth to ten million conversations instead of one. */
  tenMillion: boolean;
  /** Searches of five million sentences instead of 150,000. */
  fiveMillion: boolean;
  /** Install Debian's Python packages where the peers' are missing. */
  installPeers: boolean;
}

export type Group = (options: BenchOptions) => Promise<Figure[]>;
