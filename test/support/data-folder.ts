import { existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { copyFolder } from './global-database.ts';

/**
 * A data folder of its own, in which a server finds its PostgreSQL made and empty. A first start makes that itself, which
 * takes most of the start: tests of something else need not wait for it.
 */
export function newDataFolder(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `meetric-${name}-`));
  const made = path.join(inject('dataFolder'), 'postgres');
  // Where the system keeps it elsewhere, the server makes its own.
  if (existsSync(made)) copyFolder(made, path.join(folder, 'postgres'));
  return folder;
}
