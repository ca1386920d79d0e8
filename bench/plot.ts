import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { barChart } from './support/bar-chart.ts';
import type { Figure } from './support/figures.ts';

/** Writes one SVG a group into `folder`, with the figures of that group that have a goal. */
export function plotFigures(figures: readonly Figure[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  const byGroup = Map.groupBy(
    figures.filter(({ goal }) => goal !== null),
    ({ group }) => group,
  );
  for (const [group, own] of byGroup) {
    writeFileSync(path.join(folder, `${group}.svg`), barChart(group, own));
  }
}
