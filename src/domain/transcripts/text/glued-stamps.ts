const glued = /^(\s*(?:\d{1,2}:)?\d{1,2}:\d{2})(?=\p{L})(?![ap]\.?m\b)/iu;
const leastShare = 0.8;

/** Gives a blank to times that have none behind them (`0:03welcome`), as in text copied out of YouTube's pane. */
export function setOffStamps(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== '').length;
  const count = lines.filter((line) => glued.test(line)).length;
  return count > 1 && count >= filled * leastShare ? lines.map((line) => line.replace(glued, '$1 ')) : lines;
}
