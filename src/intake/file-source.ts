import { randomUUID } from 'node:crypto';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { workRoot } from '../domain/recordings/storage.ts';
import { isDiskFull, type MediaRefusal, refuseMedia } from '../engines/media/media-refusal.ts';

/**
 * A file on this machine, or the content of one under the name that it had. The caller that gives a stream bounds
 * its length.
 */
export type FileSource =
  | { path: string }
  /** A file that lies under a name of ours. */
  | { name: string; path: string }
  | { name: string; content: Uint8Array | Readable };

/** The last part of the name, after a slash of either kind. */
export function nameOf(source: FileSource): string {
  return 'name' in source ? path.posix.basename(source.name.replaceAll('\\', '/')) : source.path;
}

/** Gives `work` a path to read. Content is written to `DATA_DIR/work` for as long as that takes. */
export async function onDisk<Result>(
  source: FileSource,
  dataDir: string,
  work: (file: string) => Promise<Result>,
): Promise<Result | MediaRefusal> {
  if (!('name' in source)) return work(source.path);
  const folder = path.join(workRoot(dataDir), `incoming.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // The end of a name says what is in a file; the rest of it may be anything.
    const file = path.join(folder, `file${path.extname(nameOf(source)).replaceAll('\0', '')}`);
    const written = 'path' in source ? await point(file, source.path) : await write(file, source.content);
    return written ? await work(file) : refuseMedia('disk_full');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Readers tell a format by the end of the name too. */
async function point(file: string, to: string): Promise<true> {
  await symlink(path.resolve(to), file);
  return true;
}

async function write(file: string, content: Uint8Array | Readable): Promise<boolean> {
  try {
    await writeFile(file, content, { mode: 0o600 });
    return true;
  } catch (error) {
    if (isDiskFull(error)) return false;
    throw error;
  }
}
