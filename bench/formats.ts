/** `npm run bench -- formats`: reading transcripts, the build of an earlier commit and this one in turn, each in a process of its own. */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { programRoot } from '../src/base/program.ts';
import { formatFiles } from './support/format-files.ts';
import type { ReadingMeasured, ReadingRequest } from './support/reading-child.ts';

/** The last commit with one parser for all formats. */
const beforeCommit = '18c268f';
const parserFile = 'src/domain/transcripts/parse-transcript.ts';
const goals = { speedup: 3, growthMb: 64, growthPerByte: 8 };

const { values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
  strict: false,
});
const rounds = Number(values.rounds);
const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-bench-formats-'));
try {
  const before = checkOut(path.join(folder, 'before'));
  const rows: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(formatFiles())) {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    rows[name] = await compare(before, file, Buffer.byteLength(text));
  }
  console.table(rows);
  console.log(
    `Medians of ${rounds} alternating rounds, ranges in brackets; goals: ${goals.speedup}x, growth at most ` +
      `${goals.growthMb} MB + ${goals.growthPerByte}x the file. Node ${process.version}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The readers of the earlier commit, in a folder of their own. */
function checkOut(target: string): string {
  mkdirSync(target);
  const archive = execFileSync('git', ['archive', beforeCommit, 'src/transcripts', 'package.json'], {
    cwd: programRoot,
    maxBuffer: 2 ** 26,
  });
  execFileSync('tar', ['-x', '-C', target], { input: archive });
  symlinkSync(path.join(programRoot, 'node_modules'), path.join(target, 'node_modules'));
  return path.join(target, parserFile);
}

async function compare(before: string, file: string, bytes: number): Promise<Record<string, unknown>> {
  const now = path.join(programRoot, parserFile);
  const measured: { before: ReadingMeasured; now: ReadingMeasured }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push({ before: await measure(before, file), now: await measure(now, file) });
  }
  const ratios = measured.map((round) => round.before.ms / round.now.ms);
  return {
    MB: (bytes / 1e6).toFixed(1),
    'before ms': show(measured.map((round) => round.before.ms)),
    'now ms': show(measured.map((round) => round.now.ms)),
    'before / now': show(ratios, 1),
    'before MB': show(measured.map((round) => round.before.growthMb)),
    'now MB': show(measured.map((round) => round.now.growthMb)),
    'allowed MB': Math.round(goals.growthMb + (goals.growthPerByte * bytes) / 1e6),
    result: measured[0]?.now.result,
  };
}

async function measure(parser: string, file: string): Promise<ReadingMeasured> {
  const child = fork(path.join(programRoot, 'bench', 'support', 'reading-child.ts'));
  const request: ReadingRequest = { parser, file };
  child.send(request);
  const [answer]: ReadingMeasured[] = await once(child, 'message');
  if (!answer) throw new Error('The reader gave no answer');
  await once(child, 'exit');
  return answer;
}

function show(numbers: number[], digits = 0): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [median = 0, least = 0, most = 0] = [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)];
  return `${median.toFixed(digits)} (${least.toFixed(digits)}-${most.toFixed(digits)})`;
}
