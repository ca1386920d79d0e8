import type pg from 'pg';
import { tokensOf } from '../../src/domain/search/tokens.ts';
import { DocumentVector, formsBy } from '../../src/domain/search/vector.ts';
import { seededRandom } from './statistics.ts';

export const sentencesPerConversation = 100;
const wordsPerSentence = 12;
const vocabularySize = 30_000;
const atOnce = 200;

/** Made-up words, as often used as their rank says: the first ones stand in most conversations, the last ones in few. */
export function vocabulary(): string[] {
  const random = seededRandom(14);
  const syllables =
    'pla ner ing pris le ve rans kon trakt mö te av tal ra batt fak tu ra kund vär de tid'.split(' ');
  const words = new Set<string>();
  while (words.size < vocabularySize) {
    const count = 2 + Math.floor(random() * 4);
    words.add(
      Array.from({ length: count }, () => syllables[Math.floor(random() * syllables.length)]).join(''),
    );
  }
  return Array.from(words, (word) => word.replaceAll('ö', 'o').replaceAll('ä', 'a'));
}

/** A word, as often as its rank says. */
export function wordPicker(words: readonly string[], random: () => number): () => string {
  return () => words[Math.floor(Math.exp(random() * Math.log(words.length))) - 1] ?? '';
}

const insertSentences = `insert into search_sentence
  select ($1::uuid[])[c], ($2::uuid[])[c], n, 0, n * 4000, 'Erik Lindström', text, to_tsvector('simple', text)
  from unnest($3::int[], $4::int[], $5::text[]) as said (c, n, text)`;
const insertDocuments = `insert into search_document
  select * from unnest($1::uuid[], $2::uuid[], $3::tsvector[])`;
const insertWords = `insert into search_word
  select distinct account_id, word from search_document, unnest(tsvector_to_array(tsv)) word where word !~ '^#'
  on conflict do nothing`;

/** Gives the conversations that there are sentences, and all that they are found by. Their index is made at the end. */
export async function seedSearched(db: pg.Pool, words: readonly string[]): Promise<void> {
  const random = seededRandom(8);
  const any = wordPicker(words, random);
  const sentence = (): string => Array.from({ length: wordsPerSentence }, any).join(' ');
  const { rows } = await db.query<{ account: string; id: string }>(
    'select account_id as account, id from conversation order by id',
  );
  const index = await db.query<{ made: string }>(
    `select pg_get_indexdef('search_document_words'::regclass) as made`,
  );
  await db.query('drop index search_document_words');
  for (let i = 0; i < rows.length; i += atOnce) {
    const some = rows.slice(i, i + atOnce);
    const [accounts, ids] = [some.map(({ account }) => account), some.map(({ id }) => id)];
    const said = some.flatMap((_, place) =>
      Array.from({ length: sentencesPerConversation }, (_, n) => ({ place: place + 1, n, text: sentence() })),
    );
    await db.query(insertSentences, [
      accounts,
      ids,
      said.map(({ place }) => place),
      said.map(({ n }) => n),
      said.map(({ text }) => text),
    ]);
    await db.query(insertDocuments, [accounts, ids, documentsOf(said.map(({ text }) => text))]);
  }
  await db.query(insertWords);
  await db.query(index.rows[0]?.made ?? '');
  await db.query(`insert into search_stemmer select distinct account_id, 'swedish' from search_document`);
  await db.query('vacuum analyze search_sentence, search_document, search_word');
}

/** A vector for each conversation of these sentences, with the places that the product gives. */
function documentsOf(texts: readonly string[]): string[] {
  const documents: string[] = [];
  const forms = formsBy(() => null);
  for (let i = 0; i < texts.length; i += sentencesPerConversation) {
    const vector = new DocumentVector();
    for (const text of texts.slice(i, i + sentencesPerConversation)) vector.add(tokensOf(text), forms, 'D');
    documents.push(vector.text());
  }
  return documents;
}
