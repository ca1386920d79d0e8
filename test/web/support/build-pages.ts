import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { programRoot } from '../../../src/base/program.ts';

const sources = ['web', 'contract/app.types.ts', 'package-lock.json'];
const built = path.join(programRoot, 'web/dist');

/** Before the tests of pages: builds them where a source is newer, so that the tests see what one wrote. */
export default function setup(): void {
  const builtAt = newest(path.join(built, '.vite/manifest.json'));
  if (sources.every((source) => newest(path.join(programRoot, source)) <= builtAt)) return;
  const { status, stderr } = spawnSync(process.execPath, ['web/build.ts'], {
    cwd: programRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The pages were not built: ${stderr}`);
}

/** When the file, or the newest one of the folder, was written, in milliseconds; 0 where there is none. */
function newest(place: string): number {
  if (place === built) return 0;
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  return Math.max(0, ...readdirSync(place).map((name) => newest(path.join(place, name))));
}
