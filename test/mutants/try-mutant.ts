import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { programRoot } from '../../src/base/program.ts';
import type { Mutant } from './mutant.ts';

/** `noticed`: by which test, or that it never came to an end. */
export type Verdict = { kind: 'noticed'; by: string } | { kind: 'survived' };

/** A copy of the program in a folder of its own, in which files may be changed. */
export interface Copy {
  folder: string;
  remove(): void;
}

/** Everything but what npm installed, which is linked. */
export function copyProgram(): Copy {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-mutant-'));
  const left = new Set(
    ['.git', 'node_modules', 'data', 'coverage'].map((name) => path.join(programRoot, name)),
  );
  cpSync(programRoot, folder, { recursive: true, filter: (source) => !left.has(source) });
  symlinkSync(path.join(programRoot, 'node_modules'), path.join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs the tests with the mutant in place, the nearest first, until one fails. */
export async function tryMutant(copy: Copy, { file, text, stages }: Mutant): Promise<Verdict> {
  const target = path.join(copy.folder, file);
  const sound = readFileSync(target, 'utf8');
  writeFileSync(target, text);
  try {
    for (const stage of stages) {
      const by = await firstFailure(copy, stage);
      if (by !== null) return { kind: 'noticed', by };
    }
    return { kind: 'survived' };
  } finally {
    writeFileSync(target, sound);
  }
}

/** A test that a mutant hangs need not be waited for as long as a slow one. */
const testTimeoutMs = 90_000;
const runTimeoutMs = 600_000;

const resultSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), title: z.string() })),
    }),
  ),
});

/** The name of the first test that fails, or null where all pass. */
export async function firstFailure({ folder }: Copy, tests: readonly string[]): Promise<string | null> {
  const results = path.join(folder, 'mutant-results.json');
  rmSync(results, { force: true });
  const child = spawn(
    path.join(folder, 'node_modules', '.bin', 'vitest'),
    [
      'run',
      ...tests,
      '--bail=1',
      '--passWithNoTests',
      '--maxWorkers=1',
      `--testTimeout=${testTimeoutMs}`,
      `--hookTimeout=${testTimeoutMs}`,
      '--reporter=json',
      `--outputFile=${results}`,
    ],
    { cwd: folder, stdio: 'ignore', timeout: runTimeoutMs, killSignal: 'SIGKILL' },
  );
  const [code, signal] = await once(child, 'exit');
  if (code === 0) return null;
  if (signal !== null) return 'no end within ten minutes';
  return failureOf(results);
}

function failureOf(results: string): string {
  const { testResults } = resultSchema.parse(JSON.parse(readFileSync(results, 'utf8')));
  for (const { name, assertionResults } of testResults) {
    const failed = assertionResults.find((result) => result.status === 'failed');
    if (failed) return `${path.basename(name)}: ${failed.title}`;
  }
  const broken = testResults.find(({ status }) => status === 'failed');
  if (broken) return `${path.basename(broken.name)}: the whole file`;
  return 'an error outside the tests';
}
