/** `npm run judge`: the API tests' requests go through Redocly's proxy, which holds every answer against the contract. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { programRoot } from '../../src/base/program.ts';

const redocly = '@redocly/cli@2.77.0';

const problemSchema = z.object({
  ruleId: z.string(),
  severity: z.string(),
  message: z.string(),
  target: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.number(),
});
const reportSchema = z.object({
  run: z.object({ totalExchanges: z.number(), documentedExchanges: z.number() }),
  problems: z.array(problemSchema),
});
type Problem = z.infer<typeof problemSchema>;

/** The tests send wrong requests on purpose: what the judge says of a request that was refused confirms the refusal. */
function isViolation(problem: Problem): boolean {
  if (problem.target !== 'request') return true;
  return problem.status < 400 && !problem.message.startsWith('Undocumented query parameter');
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-judge-'));
const tools = path.join(folder, 'tools');
const env = { ...process.env, REDOCLY_TELEMETRY: 'off' };
const run = (command: string, args: string[], more: object = {}): number =>
  spawnSync(command, args, { cwd: programRoot, stdio: 'inherit', env: { ...env, ...more } }).status ?? 1;

const installed = run('npm', ['install', '--ignore-scripts', '--no-save', '--prefix', tools, redocly]);
const judge = {
  MEETRIC_JUDGE_FOLDER: folder,
  MEETRIC_JUDGE_PROGRAM: path.join(tools, 'node_modules', '.bin', 'redocly'),
};
const tested = installed === 0 ? run('vitest', ['run', 'test/http/partner'], judge) : 1;
const reports = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => reportSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))));
rmSync(folder, { recursive: true, force: true });

const total = (pick: (run: z.infer<typeof reportSchema>['run']) => number): number =>
  reports.reduce((sum, report) => sum + pick(report.run), 0);
const problems = reports.flatMap((report) => report.problems);
const violations = problems.filter(isViolation);
for (const { ruleId, method, path: place, status, message } of violations) {
  process.stdout.write(`${ruleId}: ${method} ${place} ${status}: ${message}\n`);
}
process.stdout.write(
  `${total((r) => r.totalExchanges)} exchanges through ${reports.length} proxies, ${total((r) => r.documentedExchanges)} of documented operations: ` +
    `${violations.length} violations (${problems.length - violations.length} remarks about requests that the tests send wrong on purpose)\n`,
);
process.exitCode = tested === 0 && violations.length === 0 && reports.length > 0 ? 0 : 1;
