import { spawnSync } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import path from 'node:path';

export interface SmallDisk {
  folder: string;
  /** Takes all room that there is. */
  fill(): void;
  free(): void;
  remove(): void;
}

/** A disk of its own in memory, or why there can be none. */
export function makeSmallDisk(folder: string, megabytes: number): SmallDisk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'a small disk in memory (mount -t tmpfs) needs Linux and root';
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder]);
  if (mounted.status !== 0) return `a small disk can not be mounted: ${String(mounted.stderr).trim()}`;
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    fill: () => writeUntilFull(ballast),
    free: () => rmSync(ballast, { force: true }),
    remove() {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeUntilFull(file: string): void {
  for (const bytes of [1_048_576, 4_096]) {
    const block = Buffer.alloc(bytes);
    for (;;) {
      try {
        appendFileSync(file, block);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') break;
        throw error;
      }
    }
  }
}
