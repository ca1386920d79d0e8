import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';

interface Report {
  figures: { group: string; name: string; unit: string; value: number; goal: unknown }[];
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-bench-test-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function bench(args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['bench/main.ts', ...args], { cwd: programRoot, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

test('the short form measures every group and writes its figures', async () => {
  const file = path.join(folder, 'figures.json');
  const { code, stdout, stderr } = await bench(['--short', '--json', file]);
  expect(code, stderr).toBe(0);
  const { figures }: Report = JSON.parse(readFileSync(file, 'utf8'));
  const groups = ['list', 'reads', 'dispatch', 'import', ...(process.platform === 'linux' ? ['memory'] : [])];
  expect([...new Set(figures.map(({ group }) => group))]).toEqual(groups);
  for (const { name, unit, value } of figures) {
    expect(Number.isFinite(value), name).toBe(true);
    if (unit === 'ratio') expect(value, name).toBeGreaterThan(0);
    expect(stdout).toContain(name);
  }
  expect(stdout).toMatch(/\d+ of \d+ goals missed\n$/);
});

test('a group that there is none of is refused by name', async () => {
  const { code, stdout, stderr } = await bench(['lists']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^No such group: lists\. The groups are list, reads, /);
});
