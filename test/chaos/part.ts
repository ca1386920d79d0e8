import type { Figure } from './figure.ts';

export interface PartOptions {
  kills: number;
  conversations: number;
  seed: number;
  /** Makes an empty folder, which the part removes. */
  newFolder(): string;
}

/** The outcome of a part; one that can not be run here says why. */
type PartResult = { kind: 'ran'; figures: Figure[] } | { kind: 'not_run'; why: string };

export type Part = (options: PartOptions) => Promise<PartResult>;
