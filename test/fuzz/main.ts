import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { programRoot } from '../../src/base/program.ts';

// Usage: npm run test:fuzz -- [--requests N] [--seed S] [--only N]. Sends requests that are made from the contract and are
// odd in many ways. Each depends on the seed and its number alone. With --only N that one is sent, and shown with its answer.

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '7' },
    only: { type: 'string' },
  },
});
const env = {
  ...process.env,
  MEETRIC_FUZZ_REQUESTS: values.requests,
  MEETRIC_FUZZ_SEED: values.seed,
  ...(values.only === undefined ? {} : { MEETRIC_FUZZ_ONLY: values.only }),
};
const args = ['run', 'test/fuzz/fuzz.test.ts', '--disable-console-intercept'];
process.exitCode = spawnSync('vitest', args, { cwd: programRoot, stdio: 'inherit', env }).status ?? 1;
