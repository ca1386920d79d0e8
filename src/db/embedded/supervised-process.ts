import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { makeHold } from './hold.ts';
import type { PostgresHome } from './home.ts';

/**
 * Runs a command until it ends or standard input does, which happens when nobody holds it any more. A shell, since it costs
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
  /** Holds it no longer; it ends unless another process does. */
  letGo(): void;
  /** Lets this process end before it. */
  unref(): void;
}

/** Starts `command` in a session of its own, so that Ctrl-C in the terminal reaches the server alone. */
export function startSupervised(place: PostgresHome, command: string[]): SupervisedProcess {
  const log = openSync(place.logFile, 'w', 0o600);
  const hold = makeHold(place);
  const child: ChildProcess = spawn('/bin/sh', ['-c', supervisor, 'meetric-postgres', ...command], {
    cwd: place.home,
    detached: true,
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: [hold.readingEnd, log, log],
    ...place.runAs,
  });
  for (const file of [log, hold.readingEnd]) closeSync(file);
  const exited = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  return {
    exited,
    letGo: hold.letGo,
    unref: () => child.unref(),
  };
}
