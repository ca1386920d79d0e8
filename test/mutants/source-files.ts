import { readdirSync } from 'node:fs';
import path from 'node:path';
import { programRoot } from '../../src/base/program.ts';

/** The files of a folder that the program is made of, beside the repository's root, in order. */
export function sourceFiles(folder: string, extensions: readonly string[]): string[] {
  return readdirSync(path.join(programRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => extensions.includes(path.extname(file)) && !file.endsWith('.test.ts'))
    .sort();
}
