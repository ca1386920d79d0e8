import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import type { RunAs } from './run-as.ts';

/**
 * Runs a command until it ends or standard input closes, which happens however the server dies. A shell, since it costs
 * 1 MB and has to outlive a killed server. INT is PostgreSQL's fast shutdown, QUIT its immediate one.
 */
const supervisor = `
exec 3<&0
"$@" 3<&- </dev/null &
child=$!
(
  cat <&3 >/dev/null
  kill -INT $child 2>/dev/null
  i=0
  while [ $i -lt 60 ] && kill -0 $child 2>/dev/null; do sleep 0.1; i=$((i + 1)); done
  kill -QUIT $child 2>/dev/null
) &
watcher=$!
exec 3<&-
wait $child
code=$?
kill $watcher 2>/dev/null
exit $code
`;

export interface SupervisedProcess {
  /** Resolves when the command has ended, with its exit code. */
  exited: Promise<number>;
  stop(): Promise<void>;
}

/** Starts `command` in a session of its own, so that Ctrl-C in the terminal reaches the server alone. */
export function startSupervised(options: {
  command: string[];
  cwd: string;
  logFile: string;
  runAs: RunAs | null;
}): SupervisedProcess {
  const log = openSync(options.logFile, 'w', 0o600);
  const child: ChildProcess = spawn('/bin/sh', ['-c', supervisor, 'meetric-postgres', ...options.command], {
    cwd: options.cwd,
    detached: true,
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['pipe', log, log],
    ...options.runAs,
  });
  closeSync(log);
  child.stdin?.on('error', () => {});
  const exited = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  return {
    exited,
    async stop() {
      child.stdin?.end();
      await exited;
    },
  };
}
