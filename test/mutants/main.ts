import os from 'node:os';
import { parseArgs } from 'node:util';
import { emptiedFunctions } from './emptied.ts';
import { kept } from './kept.ts';
import type { Mutant } from './mutant.ts';
import { planted, plants } from './plants.ts';
import { type Copy, copyProgram, firstFailure, tryMutant, type Verdict } from './try-mutant.ts';

// Usage: npm run test:mutants -- [--only PART] [--plants] [--functions] [--at-once N]. Changes the program in
// copies, one fault at a time, and lists those that no test notices. PART is a part of a file's path or of a
// plant's sentence.

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    plants: { type: 'boolean', default: false },
    functions: { type: 'boolean', default: false },
    'at-once': { type: 'string', default: String(os.availableParallelism()) },
  },
});

interface Tried {
  mutant: Mutant;
  verdict: Verdict;
}

const nameOf = ({ file, name }: Mutant): string => `${file} ${name}`;

function chosenMutants(): Mutant[] {
  const ofPlants = values.functions
    ? []
    : plants.map(planted).filter((mutant) => nameOf(mutant).includes(values.only));
  const ofFunctions = values.plants ? [] : emptiedFunctions(values.only);
  return [...ofPlants, ...ofFunctions];
}

/** The tests must pass as they are: else every mutant would seem to be noticed. */
async function checkSound(copy: Copy, mutants: Mutant[]): Promise<void> {
  const tests = new Set(mutants.flatMap(({ stages }) => stages.flat()));
  const failure = await firstFailure(copy, [...tests]);
  if (failure !== null) throw new Error(`A test fails without any fault planted: ${failure}`);
}

async function tryAll(copies: Copy[], mutants: Mutant[]): Promise<Tried[]> {
  const queue = [...mutants];
  const tried: Tried[] = [];
  await Promise.all(
    copies.map(async (copy) => {
      for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
        const startedMs = performance.now();
        const verdict = await tryMutant(copy, mutant);
        tried.push({ mutant, verdict });
        const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
        const outcome = verdict.kind === 'noticed' ? `noticed by ${verdict.by}` : 'SURVIVED';
        console.log(`${tried.length}/${mutants.length}  ${seconds} s  ${nameOf(mutant)}\n    ${outcome}`);
      }
    }),
  );
  return tried;
}

/** The work that is left: survivors without a reason, and reasons without a survivor. */
function report(tried: Tried[]): number {
  const survivors = tried
    .filter(({ verdict }) => verdict.kind === 'survived')
    .map(({ mutant }) => nameOf(mutant));
  const unexplained = survivors.filter((name) => kept[name] === undefined);
  const outdated = Object.keys(kept).filter(
    (name) =>
      !survivors.includes(name) &&
      (values.only === '' || tried.some(({ mutant }) => nameOf(mutant) === name)),
  );
  console.log(
    `\n${tried.length} faults, ${tried.length - survivors.length} noticed, ${survivors.length} survived`,
  );
  for (const name of survivors) console.log(`  ${name}: ${kept[name] ?? 'NO REASON IS GIVEN'}`);
  for (const name of outdated) console.log(`  ${name}: noticed by now, take it out of kept.ts`);
  return unexplained.length + outdated.length;
}

const mutants = chosenMutants();
const copies = Array.from(
  { length: Math.max(1, Math.min(Number(values['at-once']), mutants.length)) },
  copyProgram,
);
try {
  const [first] = copies;
  if (!first || mutants.length === 0) throw new Error(`Nothing is called ${values.only}`);
  await checkSound(first, mutants);
  process.exitCode = report(await tryAll(copies, mutants)) > 0 ? 1 : 0;
} finally {
  for (const copy of copies) copy.remove();
}
