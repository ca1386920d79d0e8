import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The user that PostgreSQL runs as where the server runs as root, which PostgreSQL refuses to. */
export interface RunAs {
  uid: number;
  gid: number;
}

/** Null for an ordinary user. As root: `nobody`, which every system has; no user is created. */
export function databaseUser(): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error(
      'postgres_user_missing: PostgreSQL does not run as root and there is no user "nobody". Start the server as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether that user can reach `file`, asked as that user: modes, lists and mounts all count. */
export function canPass(file: string, runAs: RunAs): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', file], {
    ...runAs,
    cwd: '/',
    stdio: 'ignore',
  });
  return asked.status === 0;
}
