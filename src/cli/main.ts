import { enableCompileCache } from 'node:module';
import path from 'node:path';

// A command's time is mostly that of loading code: what was compiled once is kept, and only what it needs is loaded.
enableCompileCache(path.join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'compiled'));
const { runCommandLine } = await import('./run.ts');
await runCommandLine(process.argv);
