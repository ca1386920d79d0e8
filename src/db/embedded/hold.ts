import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { PostgresHome } from './home.ts';

/**
 * A named pipe that keeps PostgreSQL running: its supervisor reads it, and ends PostgreSQL when nobody has it open for writing
 * any more. Processes hold it as long as they live, however they die. So a second process can keep running
 * what a first one has started.
 */
export interface Hold {
  letGo(): void;
}

function holdFile(place: PostgresHome): string {
  return path.join(place.socketDir, 'hold');
}

/** Makes a new one and gives its reading end, for the supervisor. */
export function makeHold(place: PostgresHome): Hold & { readingEnd: number } {
  const file = holdFile(place);
  removeHold(place);
  execFileSync('mkfifo', ['-m', '600', file], { env: { PATH: '/usr/bin:/bin' }, stdio: 'pipe' });
  const hold = open(file);
  // It would wait for a writer, and there is one.
  return { ...hold, readingEnd: openSync(file, constants.O_RDONLY) };
}

/** Holds what another process has started; null where there is nothing to hold. */
export function joinHold(place: PostgresHome): Hold | null {
  const file = holdFile(place);
  return existsSync(file) ? open(file) : null;
}

/** Once PostgreSQL has ended there is nothing to hold. */
export function removeHold(place: PostgresHome): void {
  rmSync(holdFile(place), { force: true });
}

function open(file: string): Hold {
  // For reading too, since opening for writing alone waits for a reader.
  const writingEnd = openSync(file, constants.O_RDWR);
  let isHeld = true;
  return {
    letGo() {
      if (isHeld) closeSync(writingEnd);
      isHeld = false;
    },
  };
}
