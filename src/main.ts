import { keepCompiledCode } from './base/compiled-code.ts';

keepCompiledCode();
await import('./server/serve.ts');
