import { primarySubtag } from '../../base/language-tag.ts';
import { type Db, queryAll } from '../../db/pool.ts';

/** Language → the name of its Snowball stemmer, of which PostgreSQL has the dictionary `NAME_stem`. */
const stemmers: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  et: 'estonian',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  ne: 'nepali',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

// A server of an earlier version has fewer. Stop words give an empty list.
const selectStems = {
  name: 'select-stems',
  text: `select word, (ts_lexize(stemmer.oid::regdictionary, word))[1] as stem
    from unnest($2::text[]) as word, (select oid from pg_ts_dict where dictname = $1 limit 1) stemmer`,
};

/** Null where there is none: such words are found as they are. */
export function stemmerOf(language: string): string | null {
  return stemmers[primarySubtag(language)] ?? null;
}

/** The stem of a lower-case word; null of a stop word, and of a language that has no stemmer. */
export type StemOf = (spelled: string) => string | null;

const noStem: StemOf = () => null;
/** Words of one language that are kept: more than a person knows. */
const mostKept = 100_000;
const mostAsked = 10_000;

/** Asks PostgreSQL for the stem of each word once. */
export class Stems {
  readonly #known = new Map<string, Map<string, string | null>>();

  /** A look-up for these words. Each call may forget what the calls before it asked. */
  async of(db: Db, stemmer: string | null, spelled: ReadonlySet<string>): Promise<StemOf> {
    if (stemmer === null) return noStem;
    const before = this.#known.get(stemmer);
    const known = before && before.size < mostKept ? before : new Map<string, string | null>();
    this.#known.set(stemmer, known);
    const unknown = [...spelled].filter((word) => !known.has(word));
    for (let i = 0; i < unknown.length; i += mostAsked) {
      const asked = unknown.slice(i, i + mostAsked);
      const rows = await queryAll<{ word: string; stem: string | null }>(db, selectStems, [
        `${stemmer}_stem`,
        asked,
      ]);
      const stems = new Map(rows.map(({ word, stem }) => [word, stem]));
      for (const word of asked) known.set(word, stems.get(word) ?? null);
    }
    return (word) => known.get(word) ?? null;
  }
}
