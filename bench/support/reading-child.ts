// Reads one file with one build's parser: the first reading's time and growth, as a command has them.
import { readFileSync } from 'node:fs';

export interface ReadingRequest {
  /** The module with `parseTranscript`. */
  parser: string;
  file: string;
}

export interface ReadingMeasured {
  /** Median of the readings; the first two warm the code up. */
  ms: number;
  /** Of the first reading, at its highest. */
  growthMb: number;
  result: string;
}

const readings = 7;
const warmUps = 2;

process.once('message', async ({ parser, file }: ReadingRequest) => {
  const { parseTranscript } = Object(await import(parser));
  const bytes = readFileSync(file);
  const before = process.resourceUsage().maxRSS;
  const times: number[] = [];
  let growthMb = 0;
  let result = '';
  for (let reading = 0; reading < readings; reading += 1) {
    const startedMs = performance.now();
    const parsed = parseTranscript({ name: file, bytes });
    times.push(performance.now() - startedMs);
    if (reading === 0) growthMb = (process.resourceUsage().maxRSS - before) / 1024;
    result = parsed.kind === 'parsed' ? parsed.format : parsed.code;
  }
  const sorted = times.slice(warmUps).toSorted((a, b) => a - b);
  const measured: ReadingMeasured = { ms: sorted[Math.floor(sorted.length / 2)] ?? 0, growthMb, result };
  process.send?.(measured);
  process.disconnect?.();
});
