/** Sentences of about twenty hours of talk. */
const MOST_SENTENCES = 20_000;
/** Long enough to have a subject, and many enough to meet every subject. */
const RUN_SENTENCES = 40;

/**
 * All sentences, or of a longer conversation so many: whole runs, as far apart as there is room for. The subjects
 * of the talk as a whole are told from these; the content of single sentences is looked for in all.
 */
export function sampleOf<T>(sentences: readonly T[], most = MOST_SENTENCES): readonly T[] {
  if (sentences.length <= most) return sentences;
  const runs = Math.floor(most / RUN_SENTENCES);
  return Array.from({ length: runs }, (_, run) => {
    const start = Math.floor((run * (sentences.length - RUN_SENTENCES)) / Math.max(1, runs - 1));
    return sentences.slice(start, start + RUN_SENTENCES);
  }).flat();
}
