/** Word lists of VADER (Hutto and Gilbert 2014) as vader-sentiment has them, Copyright 2018 Comcast, Apache-2.0. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Words and emoticons with their mean rating, -4..4. */
export const VALENCES: ReadonlyMap<string, number> = new Map(
  readFileSync(path.join(import.meta.dirname, 'vader-lexicon.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('# '))
    .map((line): [string, number] => {
      const [word = '', rating] = line.split('\t');
      return [word, Number(rating)];
    }),
);

/** A degree word next to a word of feeling adds this to it. */
export const BOOST = 0.293;
const DAMP = -BOOST;

const BOOSTERS =
  `absolutely amazingly awfully completely considerably decidedly deeply effing enormously entirely
  especially exceptionally extremely fabulously flipping flippin fricking frickin frigging friggin fully fucking greatly
  hella highly hugely incredibly intensely majorly more most particularly purely quite really remarkably so substantially
  thoroughly totally tremendously uber unbelievably unusually utterly very`.split(/\s+/);
const DAMPENERS =
  `almost barely hardly kinda kindof kind-of less little marginally occasionally partly scarcely slightly
  somewhat sorta sortof sort-of`.split(/\s+/);

/** Degree words in lower case. */
export const DEGREE: ReadonlyMap<string, number> = new Map([
  ...BOOSTERS.map((word) => [word, BOOST] as const),
  ...DAMPENERS.map((word) => [word, DAMP] as const),
]);

/** Pairs of words that take away from the feeling after them. */
export const DAMPENING_PAIRS: ReadonlySet<string> = new Set(['just enough', 'kind of', 'sort of']);

export const IDIOMS: ReadonlyMap<string, number> = new Map([
  ['the shit', 3],
  ['the bomb', 3],
  ['bad ass', 1.5],
  ['yeah right', -2],
  ['cut the mustard', 2],
  ['kiss of death', -1.5],
  ['hand to mouth', -2],
]);

export const NEGATIONS: ReadonlySet<string> = new Set(
  `aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't didn't doesn't dont hadnt
  hasnt havent isnt mightnt mustnt neither don't hadn't hasn't haven't isn't mightn't mustn't neednt needn't never none
  nope nor not nothing nowhere oughtnt shant shouldnt uhuh wasnt werent oughtn't shan't shouldn't uh-uh wasn't weren't
  without wont wouldnt won't wouldn't rarely seldom despite`.split(/\s+/),
);
