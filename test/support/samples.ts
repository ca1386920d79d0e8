import { existsSync } from 'node:fs';
import path from 'node:path';
import { programRoot } from '../../src/base/program.ts';

const folder = '../shared/samples';

/** Recordings and meetings of real people, which the repository does not hold: they lie beside the checkout, or nowhere. */
export const samplesFolder = path.resolve(programRoot, folder);

/** Whether a sample is there; says which tests are skipped without it. */
export function haveSample(name: string, tests: string): boolean {
  const there = existsSync(path.join(samplesFolder, name));
  if (!there) console.warn(`SKIPPED, ${tests}: it needs ${folder}/${name}, seen from the checkout`);
  return there;
}
