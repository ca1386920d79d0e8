import { configFromProcess } from './config.ts';
import { StartRefused } from './open-database.ts';
import { readRole } from './role.ts';
import { createLogger, type RunningServer, startServer } from './start-server.ts';

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

try {
  server = await startServer(config, log, role);
  if (stopping) await server.close();
  else if (process.stdout.isTTY && role !== 'worker') invite(server.url);
} catch (error) {
  if (error instanceof StartRefused) process.stderr.write(`${error.message}\n`);
  else log.fatal({ err: error }, 'the server could not start');
  process.exitCode = 1;
}

function invite(url: string): void {
  process.stderr.write(`\nMeetric listens at ${url}. In another terminal:\n`);
  process.stderr.write(
    '  bin/meetric token create --name first --scopes all\n  bin/meetric import FILE --wait\n\n',
  );
}

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  setTimeout(() => process.exit(1), hardStopMs).unref();
  await server?.close();
  log.info('stopped');
  process.exitCode ??= 0;
}
