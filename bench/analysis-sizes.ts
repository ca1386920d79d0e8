import { execFileSync } from 'node:child_process';
import { analyseText } from '../src/engines/analysis/embedded/analyse.ts';
import { cpuSecondsOf } from './analysis-cpu-time.ts';
import { LONG_KINDS } from './analysis-long.ts';

/** `node bench/analysis-sizes.ts [KIND COUNT]`: the largest conversations that are accepted, each in a process of its own. */

const LARGEST: readonly (readonly [kind: string, count: number])[] = [
  ['short messages', 200_000],
  ['sentences of speech', 340_000],
  ['sentences in one line without punctuation', 340_000],
  ['words, one again and again', 2_500_000],
  ['speakers with times', 200_000],
  ['requests by name', 200_000],
];

const [kind, count] = process.argv.slice(2);
if (kind === undefined) {
  for (const [name, size] of LARGEST) {
    execFileSync(process.execPath, [import.meta.filename, name, String(size)], { stdio: 'inherit' });
  }
} else await measure(kind, Number(count));

async function measure(name: string, size: number): Promise<void> {
  const input = LONG_KINDS[name]?.(size);
  if (input === undefined) throw new Error(`no kind is called "${name}"`);
  const megabytes = input.lines.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  const seconds = await cpuSecondsOf(() => analyseText(input));
  const mostMb = process.resourceUsage().maxRSS / 1e3;
  console.log(
    `${size.toLocaleString('en')} ${name}, ${megabytes.toFixed(1)} MB: ${seconds.toFixed(1)} s of processor time, ${mostMb.toFixed(0)} MB`,
  );
}
