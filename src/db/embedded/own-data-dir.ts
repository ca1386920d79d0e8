import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { makeDataDir } from '../../base/data-dir.ts';

/**
 * The process that uses a data folder: a server, or a command that started the database for itself because no
 * server runs.
 */
const ownerSchema = z.object({
  pid: z.number().int(),
  role: z.enum(['server', 'command']),
  startedAt: z.string(),
});
export type Owner = z.infer<typeof ownerSchema>;

export type Ownership = ({ kind: 'owned' } & OwnedFolder) | { kind: 'taken'; owner: Owner };

export interface OwnedFolder {
  /** False once another process has taken the folder over. */
  isMine(): boolean;
  /** Gives the folder up, unless it is another's by now. */
  release(): void;
}

/** A folder that was taken over. */
export interface TakenFolder extends OwnedFolder {
  /** Gives it back to the process that had it before; false where that has ended. Under the lock of `beginHandover`. */
  handBack(): boolean;
}

/** Takes `dataDir` for this process, or names the living process that has it. A dead owner's mark is replaced. */
export function ownDataDir(dataDir: string, role: Owner['role']): Ownership {
  makeDataDir(dataDir);
  const { mark, mine } = writeMark(dataDir, { ...self(), role });
  try {
    for (;;) {
      try {
        linkSync(mine, mark);
        return { kind: 'owned', ...folderOf(mark) };
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
        const current = currentOwner(dataDir);
        if (current) return { kind: 'taken', owner: current };
        removeStale(mark);
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Takes `dataDir` over from a living owner that gives way; null where it is not its owner any more. For a
 * server, which must have the lock of `beginHandover`.
 */
export function takeOverDataDir(dataDir: string, from: Owner): TakenFolder | null {
  const { mark, mine } = writeMark(dataDir, { ...self(), role: 'server' });
  try {
    if (!isSame(currentOwner(dataDir), from)) return null;
    renameSync(mine, mark);
    const folder = folderOf(mark);
    return { ...folder, handBack: () => folder.isMine() && isAlive(from) && writeBack(dataDir, from) };
  } finally {
    rmSync(mine, { force: true });
  }
}

function writeMark(dataDir: string, owner: Owner): { mark: string; mine: string } {
  const mark = path.join(dataDir, 'owner.json');
  const mine = `${mark}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(owner), { mode: 0o600 });
  return { mark, mine };
}

function writeBack(dataDir: string, owner: Owner): true {
  const { mark, mine } = writeMark(dataDir, owner);
  renameSync(mine, mark);
  return true;
}

function folderOf(mark: string): OwnedFolder {
  const isMine = (): boolean => isSame(readOwner(mark), self());
  return {
    isMine,
    release() {
      if (isMine()) rmSync(mark, { force: true });
    },
  };
}

function self(): Omit<Owner, 'role'> {
  return { pid: process.pid, startedAt: processStart(process.pid) };
}

function isSame(owner: Owner | null, other: Omit<Owner, 'role'>): boolean {
  return owner?.pid === other.pid && owner.startedAt === other.startedAt;
}

/** The living owner of `dataDir`, or null. */
export function currentOwner(dataDir: string): Owner | null {
  const owner = readOwner(path.join(dataDir, 'owner.json'));
  return owner && isAlive(owner) ? owner : null;
}

function readOwner(file: string): Owner | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Moves the mark away first: of two processes that find the same dead owner only one gets it, and looks again. */
function removeStale(mark: string): void {
  const aside = `${mark}.stale.${process.pid}`;
  try {
    renameSync(mark, aside);
  } catch {
    return;
  }
  const moved = readOwner(aside);
  if (moved && isAlive(moved)) putBack(aside, mark);
  unlinkSync(aside);
}

/** Another process may have taken the free place meanwhile; then that mark stands. */
function putBack(aside: string, mark: string): void {
  try {
    linkSync(aside, mark);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return processStart(owner.pid) === owner.startedAt;
}

/**
 * When a process started, as the kernel counts it. A process id that is used again has another start; one that has
 * ended, but was not collected by its parent, has none. Linux only; else ''.
 */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? 'ended' : (fields[18] ?? '');
  } catch {
    return '';
  }
}
