/** `npm run bench:compare -- --against FOLDER list dispatch`: this tree and another in one run, measured in alternating turns. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { programRoot } from '../src/base/program.ts';
import { type Figure, rounded } from './support/figures.ts';
import { median, ratios } from './support/statistics.ts';
import type { TurnWish } from './support/turns.ts';

/** A rate below this part of the other tree's is a loss; `npm run bench:compare` then ends with 1. */
const leastRatio = 0.85;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    against: { type: 'string' },
    rounds: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '1' },
  },
});
if (values.against === undefined) {
  process.stderr.write('Which tree? --against FOLDER names it; `npm ci` must have run there.\n');
  process.exit(2);
}
const groups = positionals.length > 0 ? positionals : ['list', 'reads', 'dispatch', 'import'];
const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-compare-'));
try {
  const [before, now] = await measureBoth([path.resolve(values.against), programRoot]);
  process.exitCode = report(before ?? [], now ?? []) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureBoth(trees: string[]): Promise<Figure[][]> {
  const files = trees.map((_, i) => path.join(folder, `${i}.json`));
  const runs = trees.map((tree, i) =>
    fork(
      'bench/main.ts',
      [...groups, '--json', files[i] ?? '', '--rounds', values.rounds, '--seconds', values.seconds],
      {
        cwd: tree,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    ),
  );
  const exits = runs.map((run) => once(run, 'exit'));
  takeTurns(runs);
  const codes = (await Promise.all(exits)).map(([code]) => code);
  if (codes.some((code) => code !== 0)) throw new Error(`The two trees ended with ${codes.join(' and ')}`);
  return files.map((file) => JSON.parse(readFileSync(file, 'utf8')).figures);
}

/** A turn begins when nobody measures and everybody else waits, or has ended: seeding disturbs no figure. */
function takeTurns(runs: ChildProcess[]): void {
  const waiting = new Set<ChildProcess>();
  const ended = new Set<ChildProcess>();
  let last: ChildProcess | null = null;
  let measuring = false;
  const next = (): void => {
    if (measuring || waiting.size + ended.size < runs.length) return;
    const run = [...waiting].find((one) => one !== last) ?? [...waiting][0];
    if (!run) return;
    waiting.delete(run);
    measuring = true;
    last = run;
    run.send('yours');
  };
  for (const run of runs) {
    run.on('message', (wish: TurnWish) => {
      if (wish === 'wanted') waiting.add(run);
      else measuring = false;
      next();
    });
    run.on('exit', () => {
      ended.add(run);
      if (last === run) measuring = false;
      next();
    });
  }
}

/** Prints this tree's rates over the other's, round by round; false where one is a loss in the median. */
function report(before: Figure[], now: Figure[]): boolean {
  let kept = true;
  for (const { group, name, rounds } of now.filter(({ unit }) => unit === 'per second')) {
    const other = before.find((one) => one.group === group && one.name === name);
    if (!other) continue;
    const each = ratios(rounds, other.rounds);
    const ratio = median(each);
    const range = `${rounded(Math.min(...each))} to ${rounded(Math.max(...each))}`;
    const rates = `${rounded(median(other.rounds))} to ${rounded(median(rounds))} a second`;
    if (ratio < leastRatio) kept = false;
    const verdict = ratio < leastRatio ? '  LESS' : '';
    process.stdout.write(`${group}  ${name}  ${rounded(ratio)} (${range}), ${rates}${verdict}\n`);
  }
  return kept;
}
