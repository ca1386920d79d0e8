import { mkdirSync } from 'node:fs';

/** Others may pass through to what is opened to them, as the database's own user must, but see no names. */
const mode = 0o711;

/** Makes DATA_DIR where it is missing. */
export function makeDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode });
}
