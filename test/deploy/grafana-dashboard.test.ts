import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { createPool } from '../../src/db/pool.ts';
import { KeptAnswers } from '../../src/http/api/kept-answers.ts';
import { createMetrics } from '../../src/http/monitoring/metrics.ts';

interface Dashboard {
  panels: { id: number; title: string; targets: { expr: string; legendFormat: string }[] }[];
}

const file = path.join(programRoot, 'docs', 'grafana-dashboard.json');
const { panels } = JSON.parse(readFileSync(file, 'utf8')) as Dashboard;
const targets = panels.flatMap(({ title, targets }) => targets.map((target) => ({ title, ...target })));
// Never connected: only the names are asked for.
const pool = createPool('postgresql://127.0.0.1:1/none', 1, () => {});
afterAll(() => pool.end());

/** Name of a time series → the labels that it has, beside those of the scrape. */
function series(): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const metric of createMetrics(pool, new KeptAnswers(0)).registry.getMetricsAsArray()) {
    const { name, type, labelNames = [] } = Object(metric);
    const labels: string[] = [...labelNames, 'instance'];
    const isHistogram = String(type) === 'histogram';
    if (!isHistogram) known.set(name, new Set(labels));
    else for (const end of ['_bucket', '_count', '_sum']) known.set(name + end, new Set([...labels, 'le']));
  }
  return known;
}

test('it shows what is to be watched', () => {
  const shown = new Set(targets.flatMap(({ expr }) => expr.match(/\b(meetric|process|nodejs)_\w+/g) ?? []));
  for (const name of [...series().keys()].filter((known) => /^meetric_.*(_count|[^mt])$/.test(known)))
    expect([name, shown.has(name)]).toEqual([name, true]);
  expect(shown).toContain('process_resident_memory_bytes');
});

test.each(targets)('$title: $expr', ({ expr, legendFormat }) => {
  const known = series();
  const names = expr.match(/\b(meetric|process|nodejs)_\w+/g) ?? [];
  expect(names).toHaveLength(1);
  const labels = known.get(names[0] ?? '');
  expect([names[0], labels !== undefined]).toEqual([names[0], true]);
  const grouped = /by \(([^)]*)\)/.exec(expr)?.[1]?.split(', ') ?? ['instance'];
  for (const label of grouped) expect([label, labels?.has(label)]).toEqual([label, true]);
  for (const [, label = ''] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) expect(grouped).toContain(label);
});

test('every panel has an id and a place of its own', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});
