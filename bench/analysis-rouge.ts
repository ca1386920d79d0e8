/** Lower-cased runs of letters and digits; no stemming, no stop list. */
export function rougeWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/**
 * ROUGE-1 F1 x 100: precision and recall of the clipped unigram overlap. The system's text is cut to its first
 * `limitWords` words; the reference is whole.
 */
export function rouge1(system: string, reference: string, limitWords = 100): number {
  const systemWords = rougeWords(system).slice(0, limitWords);
  const referenceWords = rougeWords(reference);
  const left = new Map<string, number>();
  for (const word of referenceWords) left.set(word, (left.get(word) ?? 0) + 1);
  let overlap = 0;
  for (const word of systemWords) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    overlap++;
    left.set(word, count - 1);
  }
  if (overlap === 0) return 0;
  const precision = overlap / systemWords.length;
  const recall = overlap / referenceWords.length;
  return (200 * precision * recall) / (precision + recall);
}
