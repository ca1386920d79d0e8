const questionOrAnswer = /^(\s*)([QA])\.\s+(?=\S)/u;
const column = /^\s*(\p{Lu}[^\t:.?!]{0,40}|\p{Lo}[^\t:.?!]{0,40})\t\s*(?=[^\t]*\p{L})[^\t]+$/u;
const leastColumns = 0.8;
const fewestColumns = 4;
const mostDistinct = 0.6;

/** Takes the lines of a text; where it names who speaks as court records (`Q. …`, `A. …`) or in a column, with colons instead. */
export function withColons(lines: readonly string[]): readonly string[] {
  if (isExamination(lines)) return lines.map((line) => line.replace(questionOrAnswer, '$1$2: '));
  return isTwoColumns(lines) ? lines.map((line) => line.replace('\t', ': ')) : lines;
}

/** Questions come first, and answers follow them; a list of choices has no Q. */
function isExamination(lines: readonly string[]): boolean {
  const letters = lines.flatMap((line) => questionOrAnswer.exec(line)?.[2] ?? []);
  const turns = letters.filter((letter, at) => letter === 'A' && letters[at - 1] === 'Q').length;
  return letters[0] === 'Q' && turns > 1 && turns >= letters.length * 0.3;
}

/** Names that come again, then what is said. */
function isTwoColumns(lines: readonly string[]): boolean {
  if (!lines.some((line) => line.includes('\t'))) return false;
  const filled = lines.filter((line) => line.trim() !== '');
  const names = filled.flatMap((line) => column.exec(line)?.[1] ?? []);
  const distinct = new Set(names).size;
  return (
    names.length >= Math.max(fewestColumns, filled.length * leastColumns) &&
    distinct > 1 &&
    distinct <= names.length * mostDistinct
  );
}
