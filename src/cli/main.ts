import { keepCompiledCode } from '../base/compiled-code.ts';

keepCompiledCode();
const { runCommandLine } = await import('./run.ts');
await runCommandLine(process.argv);
