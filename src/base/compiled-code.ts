import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { programRoot } from './program.ts';

/** A start is mostly loading code: what Node compiled once is kept beside the packages. Call it before importing the rest. */
export function keepCompiledCode(): void {
  enableCompileCache(path.join(programRoot, 'node_modules', '.cache', 'compiled'));
}
