import type { Db } from '../../db/pool.ts';
import { bestSentences, type FoundSentence } from './best-sentences.ts';
import {
  hasUnreadForPhrases,
  type ListedConversation,
  type ListPlace,
  type ListWish,
  listConversations,
  mostReadForPhrase,
  type Sort,
} from './conversation-list.ts';
import { type Mark, type MarkedText, markText, snippetOf } from './search-marks.ts';
import { type SearchQuery, searchQuery, tellingTerms, type Wanted, wantedTerms } from './search-query.ts';
import { searchTerms, type Term } from './search-terms.ts';
import type { StemOf, Stems } from './stemmers.ts';
import { tokensOf } from './tokens.ts';
import { stemmersOf, wordsThatHold } from './word-search.ts';

/** The words as they were typed, or those of the account that hold them. */
export type Try = 'typed' | 'held';

export interface SearchWish {
  viewer: ListWish['viewer'];
  filters: ListWish['filters'];
  limit: number;
  words: string;
  sort: Sort;
  /** The page before ended there, at its try. */
  after: (ListPlace & { tried: Try }) | null;
}

export interface SearchPage {
  rows: FoundConversation[];
  tried: Try;
  /** By typed word, the words that were searched for in its place. */
  held: ReadonlyMap<string, readonly string[]>;
  /** So many conversations were read for the phrases, and there are older ones with the words. Null: all were. */
  onlyReadForPhrases: number | null;
}

export interface FoundConversation extends ListedConversation {
  found: { titleMarks: Mark[]; companyMarks: Mark[]; hitCount: number; hits: Hit[] };
}

interface Hit extends MarkedText {
  sentenceIndex: number;
  startSeconds: number | null;
  speakerName: string | null;
}

/** A page of what is found. Only where nothing has the words as typed, those that hold them are searched for. */
export async function searchConversations(db: Db, stems: Stems, wish: SearchWish): Promise<SearchPage> {
  const { accountId } = wish.viewer;
  const terms = searchTerms(wish.words);
  const stemsOf = await stemsFor(db, stems, accountId, terms);
  const nothing = {
    rows: [],
    tried: 'typed',
    held: new Map(),
    onlyReadForPhrases: null,
  } satisfies SearchPage;
  // Nothing but punctuation was typed.
  if (terms.length === 0) return nothing;
  let typed: SearchPage = nothing;
  if (wish.after?.tried !== 'held') {
    typed = { ...nothing, ...(await pageOf(db, stems, wish, wantedTerms(terms, stemsOf))) };
    if (typed.rows.length > 0 || wish.after) return typed;
  }
  const held = await heldWords(db, accountId, terms);
  if (held.size === 0) return typed;
  const wanted = wantedTerms(terms, stemsOf, held);
  return { ...(await pageOf(db, stems, wish, wanted)), tried: 'held', held };
}

async function stemsFor(
  db: Db,
  stems: Stems,
  accountId: string,
  terms: readonly Pick<Term, 'tokens'>[],
): Promise<StemOf[]> {
  const spelled = new Set(terms.flatMap(({ tokens }) => tokens.map((token) => token.spelled)));
  const stemmers = await stemmersOf(db, accountId);
  return Promise.all(stemmers.map((stemmer) => stems.of(db, stemmer, spelled)));
}

async function heldWords(
  db: Db,
  accountId: string,
  terms: readonly Term[],
): Promise<Map<string, readonly string[]>> {
  const held = new Map<string, readonly string[]>();
  for (const { kind, tokens } of terms) {
    const [token] = tokens;
    if (kind !== 'word' || !token || held.has(token.word)) continue;
    const words = await wordsThatHold(db, accountId, token.word);
    if (words.length > 0) held.set(token.word, words);
  }
  return held;
}

async function pageOf(
  db: Db,
  stems: Stems,
  wish: SearchWish,
  wanted: readonly Wanted[],
): Promise<Pick<SearchPage, 'rows' | 'onlyReadForPhrases'>> {
  const search = searchQuery(wanted);
  const rows = await listConversations(db, { ...wish, search });
  const endsEarly = rows.length < wish.limit && (await hasUnreadForPhrases(db, { ...wish, search }));
  return {
    rows: await withHits(db, stems, { accountId: wish.viewer.accountId, wanted, search }, rows),
    onlyReadForPhrases: endsEarly ? mostReadForPhrase : null,
  };
}

async function withHits(
  db: Db,
  stems: Stems,
  { accountId, wanted, search }: { accountId: string; wanted: readonly Wanted[]; search: SearchQuery },
  rows: readonly ListedConversation[],
): Promise<FoundConversation[]> {
  const sentences = await bestSentences(
    db,
    accountId,
    rows.map(({ id }) => id),
    search,
  );
  const texts = [
    ...sentences.map(({ text }) => text),
    ...rows.flatMap(({ title, company }) => [title, company ?? '']),
  ];
  const shown = {
    wanted: tellingTerms(wanted),
    stemsOf: await stemsFor(
      db,
      stems,
      accountId,
      texts.map((text) => ({ tokens: tokensOf(text) })),
    ),
  };
  const marksOf = (text: string): Mark[] => markText(text, shown.wanted, shown.stemsOf);
  return rows.map((row) => {
    const own = sentences.filter(({ conversationId }) => conversationId === row.id);
    return {
      ...row,
      found: {
        titleMarks: marksOf(row.title),
        companyMarks: marksOf(row.company ?? ''),
        hitCount: own[0]?.hitCount ?? 0,
        hits: own.map((sentence) => hitOf(sentence, marksOf(sentence.text))),
      },
    };
  });
}

function hitOf({ ordinal, startMs, speaker, text }: FoundSentence, marks: readonly Mark[]): Hit {
  return {
    sentenceIndex: ordinal,
    startSeconds: startMs === null ? null : startMs / 1000,
    speakerName: speaker,
    ...snippetOf(text, marks),
  };
}
