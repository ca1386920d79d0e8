import { readFileSync } from 'node:fs';
import path from 'node:path';
import { programRoot } from './config.ts';

/** As in package.json. */
export function programVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(path.join(programRoot, 'package.json'), 'utf8'),
  );
  return version;
}
