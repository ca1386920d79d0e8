import { programVersion } from '../base/program.ts';
import { configFromProcess } from './config.ts';
import { createLogger } from './log.ts';
import { partNames, readRole } from './role.ts';
import type { RunningServer } from './start.ts';

/** Past the drain: whatever hangs now must not keep the process. */
const hardStopMs = 9_500;

const given = readRole(process.argv.slice(2));
if (given.kind === 'fault') {
  process.stderr.write(`${given.message}\n`);
  process.exit(1);
}
const { role } = given;
const config = configFromProcess();
const log = createLogger(config.logLevel);
let server: RunningServer | null = null;
let stopping = false;

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));

// Before the rest of the program is loaded: whoever started it sees at once that something goes on.
log.info({ version: programVersion(), dataDir: config.dataDir, ...partNames(given) }, 'Meetric starts');
log.flush();
const [{ startServer }, { firstRunLink }] = await Promise.all([
  import('./start.ts'),
  import('../domain/users/first-run.ts'),
]);
try {
  server = await startServer(config, log, given);
  if (stopping) await server.close();
  else if (role !== 'worker') await welcome(server).catch(noLink);
} catch (error) {
  const isExpected = error instanceof Error && error.name === 'StartRefused';
  if (isExpected) process.stderr.write(`${error.message}\n`);
  else log.fatal({ err: error }, 'the server could not start');
  process.exitCode = 1;
}

/** A server that is stopped at once has none to make. */
function noLink(error: unknown): void {
  if (!stopping) log.warn({ err: error }, 'no link to the first run could be made');
}

async function welcome({ context }: RunningServer): Promise<void> {
  const { pool, keys, clock, publicUrl } = context;
  const link = await firstRunLink(pool, { keys, base: publicUrl(), now: clock.now() });
  if (process.stdout.isTTY) invite();
  // Beside the log, which is read by programs and kept.
  const out = process.stdout.isTTY ? process.stdout : process.stderr;
  if (link)
    out.write(
      `Nobody can sign in yet. Open this link within 30 minutes to set Meetric up:\n  ${link.url}\n` +
        'Another one: bin/meetric user invite EMAIL\n\n',
    );
}

function invite(): void {
  process.stdout.write(
    '\nIn another terminal:\n  bin/meetric token create --name first --scopes all --include-recordings\n' +
      '  bin/meetric import FILE --wait\nCtrl-C stops the server.\n\n',
  );
}

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  log.flush();
  setTimeout(() => process.exit(1), hardStopMs).unref();
  await server?.close();
  log.info('stopped');
  process.exitCode ??= 0;
}
