import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder that holds package.json: what ships with the program is found from here. */
export const programRoot = path.resolve(import.meta.dirname, '../..');

/** As package.json says. */
export function programVersion(): string {
  return JSON.parse(readFileSync(path.join(programRoot, 'package.json'), 'utf8')).version;
}
