import { rougeWords } from './analysis-rouge.ts';

type Vector = Map<string, number>;

/** The first `limitWords` words of the sentences in order. */
export function leadSummary(sentences: string[], limitWords = 100): string {
  return sentences.join(' ').split(/\s+/).slice(0, limitWords).join(' ');
}

/** Plain TextRank over idf-weighted cosine: the best sentences up to `limitWords` words, in their own order. */
export function textRankSummary(sentences: string[], limitWords = 100): string {
  const ranks = rankByLinks(idfVectors(sentences));
  const order = ranks
    .map((rank, index) => ({ rank, index }))
    .sort((a, b) => b.rank - a.rank || a.index - b.index);
  const chosen: number[] = [];
  let words = 0;
  for (const { index } of order) {
    if (words >= limitWords) break;
    chosen.push(index);
    words += rougeWords(sentences[index] ?? '').length;
  }
  return chosen
    .sort((a, b) => a - b)
    .map((index) => sentences[index] ?? '')
    .join(' ');
}

function idfVectors(sentences: string[]): Vector[] {
  const bags = sentences.map((sentence) => countWords(rougeWords(sentence)));
  const documents = new Map<string, number>();
  for (const bag of bags) for (const word of bag.keys()) documents.set(word, (documents.get(word) ?? 0) + 1);
  return bags.map((bag) => {
    const weighted = [...bag].map(([word, count]): [string, number] => [
      word,
      count * Math.log(sentences.length / (documents.get(word) ?? 1)),
    ]);
    const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1;
    return new Map(weighted.map(([word, weight]) => [word, weight / length]));
  });
}

function countWords(words: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function rankByLinks(vectors: Vector[]): number[] {
  const postings = new Map<string, { index: number; weight: number }[]>();
  vectors.forEach((vector, index) => {
    for (const [word, weight] of vector) {
      const list = postings.get(word) ?? [];
      list.push({ index, weight });
      postings.set(word, list);
    }
  });
  const links = vectors.map((vector, from) => {
    const row = new Map<number, number>();
    for (const [word, weight] of vector) {
      for (const posting of postings.get(word) ?? []) {
        if (posting.index === from) continue;
        row.set(posting.index, (row.get(posting.index) ?? 0) + weight * posting.weight);
      }
    }
    return row;
  });
  return iterateRanks(links);
}

function iterateRanks(links: Map<number, number>[]): number[] {
  const totals = links.map((row) => [...row.values()].reduce((sum, value) => sum + value, 0));
  let ranks = links.map(() => 1);
  for (let round = 0; round < 30; round++) {
    const next = links.map(() => 0.15);
    links.forEach((row, from) => {
      const share = (0.85 * (ranks[from] ?? 0)) / (totals[from] || 1);
      for (const [to, value] of row) next[to] = (next[to] ?? 0) + share * value;
    });
    ranks = next;
  }
  return ranks;
}
