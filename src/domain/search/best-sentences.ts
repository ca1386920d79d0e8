import { type Db, queryAll } from '../../db/pool.ts';
import type { SearchQuery } from './search-query.ts';

export interface FoundSentence {
  conversationId: string;
  ordinal: number;
  startMs: number | null;
  speaker: string | null;
  text: string;
  /** How many of its conversation have one of the words. */
  hitCount: number;
}

const mostShown = 3;
// Sentences are read by their key: of a page of conversations that is less than what an index on words would give.
const selectBest = {
  name: 'select-best-sentences',
  text: `select wanted.id as "conversationId", best.*
    from unnest($2::uuid[]) as wanted (id), lateral (
      select s.ordinal, s.start_ms as "startMs", s.speaker, s.text, count(*) over ()::int as "hitCount"
      from search_sentence s
      where s.account_id = $1 and s.conversation_id = wanted.id and s.tsv @@ $3::tsquery
      order by s.tsv @@ $4::tsquery desc, ts_rank(s.tsv, $3::tsquery) desc, s.ordinal, s.part limit ${mostShown}) best`,
};

/** The best sentences of conversations, best first: those that have all words, then those that have many. */
export function bestSentences(
  db: Db,
  accountId: string,
  conversationIds: readonly string[],
  { anyInSentence, allInSentence }: SearchQuery,
): Promise<FoundSentence[]> {
  if (conversationIds.length === 0) return Promise.resolve([]);
  return queryAll<FoundSentence>(db, selectBest, [accountId, conversationIds, anyInSentence, allInSentence]);
}
