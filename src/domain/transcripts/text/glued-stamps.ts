const glued = /^(\s*(?:\d{1,2}:)?\d{1,2}:\d{2})(?=\p{L})(?![ap]\.?m\b)/iu;
const leastShare = 0.8;

/** What is copied out of YouTube's pane may have no blank behind its times: `0:03welcome`. Gives such lines one. */
export function setOffStamps(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== '').length;
  const count = lines.filter((line) => glued.test(line)).length;
  return count > 1 && count >= filled * leastShare ? lines.map((line) => line.replace(glued, '$1 ')) : lines;
}
