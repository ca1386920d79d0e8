import { readFileSync } from 'node:fs';
import path from 'node:path';
import { programRoot } from '../../src/base/program.ts';
import { apiPlants } from './api-plants.ts';
import { auditPlants } from './audit-plants.ts';
import { correctionPlants } from './correction-plants.ts';
import { deliveryPlants } from './delivery-plants.ts';
import { docsPlants } from './docs-plants.ts';
import { intakePlants } from './intake-plants.ts';
import { jobPlants } from './job-plants.ts';
import { messagePlants } from './message-plants.ts';
import type { Mutant } from './mutant.ts';
import { peoplePlants } from './people-plants.ts';
import { replayPlants } from './replay-plants.ts';
import { searchPlants } from './search-plants.ts';
import { sourceFiles } from './source-files.ts';
import { tokenPlants } from './token-plants.ts';

/** A fault that would do harm, planted in the program. */
export interface Plant {
  why: string;
  /** A file, or a folder in whose files the text stands exactly once. */
  within: string;
  find: string | RegExp;
  replace: string;
  /** As in Mutant. */
  stages: readonly (readonly string[])[];
}

export const plants: readonly Plant[] = [
  ...jobPlants,
  ...deliveryPlants,
  ...messagePlants,
  ...replayPlants,
  ...apiPlants,
  ...auditPlants,
  ...intakePlants,
  ...correctionPlants,
  ...tokenPlants,
  ...docsPlants,
  ...peoplePlants,
  ...searchPlants,
];

/** Throws where the text is not there, or there more than once: then the plant must be told where it belongs now. */
export function planted(plant: Plant): Mutant {
  const { why, within, find, replace, stages } = plant;
  const places = filesWithin(within).flatMap((file) => {
    const text = readFileSync(path.join(programRoot, file), 'utf8');
    return Array(countOf(text, find)).fill({ file, text });
  });
  const [place] = places;
  if (places.length !== 1)
    throw new Error(`"${why}": ${find} stands ${places.length} times within ${within}`);
  const { file, text } = place;
  // As a function: a text has no $1.
  const changed = typeof find === 'string' ? text.replace(find, () => replace) : text.replace(find, replace);
  if (changed === text) throw new Error(`"${why}" changes nothing in ${file}`);
  return { file, name: why, text: changed, stages };
}

function filesWithin(within: string): string[] {
  return path.extname(within) === '' ? sourceFiles(within, ['.ts', '.sql']) : [within];
}

function countOf(text: string, find: string | RegExp): number {
  if (typeof find === 'string') return text.split(find).length - 1;
  return [...text.matchAll(new RegExp(find.source, `${find.flags}g`))].length;
}
