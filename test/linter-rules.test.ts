import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../src/base/program.ts';

const spread = 'Spreading a literal';
const readonlyMember = 'Members of types carry no readonly';

const samples: [source: string, faults: string[]][] = [
  ['export const a = { ...{ b: 1 }, c: 2 };', [spread]],
  ['export const a = [...[1, 2], 3];', [spread]],
  ['export const a = Math.max(...[1, 2]);', [spread]],
  ['export interface A {\n  /** Seconds. */\n  readonly a: number;\n}', [readonlyMember]],
  ['export type A = { readonly a: number };', [readonlyMember]],
  ['export const a = (b: { c: number } | null) => ({ ...(b ? { c: b.c } : {}) });', []],
  ['export const a = (b: number[]) => [...b, ...[1].map((c) => c + 1)];', []],
  ['export type A = { a: readonly number[]; b: ReadonlyMap<string, number> };', []],
  ['export class A {\n  readonly a = 1;\n}', []],
];

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-linter-'));
let report = '';

beforeAll(() => {
  const plugins = ['literal-spread', 'readonly-member'].map((name) =>
    path.join(programRoot, `lint/${name}.grit`),
  );
  writeFileSync(path.join(folder, 'biome.json'), JSON.stringify({ plugins }));
  for (const [index, [source]] of samples.entries())
    writeFileSync(path.join(folder, `sample-${index}.ts`), `${source}\n`);
  const biome = path.join(programRoot, 'node_modules/.bin/biome');
  const { stdout, stderr } = spawnSync(biome, ['lint', '--only=plugin', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  report = stdout + stderr;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('all samples were looked at', () => {
  expect(report).toContain(`Checked ${samples.length + 1} files`);
});

test.each(samples)('%s', (source, faults) => {
  const name = `sample-${samples.findIndex(([sample]) => sample === source)}.ts`;
  const parts = report.split(/^(?=sample-\d+\.ts)/mu).filter((part) => part.startsWith(name));
  expect(parts).toHaveLength(faults.length);
  for (const fault of faults) expect(parts.join('')).toContain(fault);
});
