import { type Db, queryAll } from '../../db/pool.ts';

const selectHolding = {
  name: 'select-words-that-hold',
  text: `select word from search_word where account_id = $1 and word like $2 order by length(word), word limit $3`,
};
const selectSimilar = {
  name: 'select-similar-words',
  text: `select word from search_word where account_id = $1 and word % $2 and similarity(word, $2) >= $3
    order by similarity(word, $2) desc, word limit $4`,
};
const selectStemmers = {
  name: 'select-stemmers',
  text: 'select stemmer from search_stemmer where account_id = $1 order by stemmer',
};

/** Shorter ones are parts of too many words: they are taken as beginnings. */
const shortestPart = 3;
const mostHolding = 40;
const mostSimilar = 8;
/** "avtalet" and "avtal" share 0.55 of their trigrams. */
const leastSimilarity = 0.45;

/** The account's words that hold a typed word; where none does, those that are much like it. */
export async function wordsThatHold(db: Db, accountId: string, word: string): Promise<string[]> {
  const part = word.replace(/[%_\\]/g, (mark) => `\\${mark}`);
  const pattern = word.length >= shortestPart ? `%${part}%` : `${part}%`;
  const holding = await queryAll<{ word: string }>(db, selectHolding, [accountId, pattern, mostHolding]);
  const rows =
    holding.length > 0 || word.length <= shortestPart
      ? holding
      : await queryAll<{ word: string }>(db, selectSimilar, [accountId, word, leastSimilarity, mostSimilar]);
  return rows.map((row) => row.word);
}

/** The stemmers that the account's conversations were written with. */
export async function stemmersOf(db: Db, accountId: string): Promise<string[]> {
  return (await queryAll<{ stemmer: string }>(db, selectStemmers, [accountId])).map(({ stemmer }) => stemmer);
}
