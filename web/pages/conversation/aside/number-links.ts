/** A piece of the summary; with the sentence that says its number, where one does. */
export interface Piece {
  text: string;
  sentence: number | null;
}

const number = /\d+(?:[.,:\u00a0]\d+)*/g;

/** The summary in pieces: each number leads to the first sentence that says it. */
export function numberLinks(summary: string, sentences: readonly { text: string }[]): Piece[] {
  const said = saidNumbers(sentences);
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of summary.matchAll(number)) {
    const sentence = said.get(bare(match[0]));
    if (sentence === undefined) continue;
    if (match.index > done) pieces.push({ text: summary.slice(done, match.index), sentence: null });
    done = match.index + match[0].length;
    pieces.push({ text: match[0], sentence });
  }
  if (done < summary.length) pieces.push({ text: summary.slice(done), sentence: null });
  return pieces;
}

function saidNumbers(sentences: readonly { text: string }[]): Map<string, number> {
  const said = new Map<string, number>();
  for (const [place, { text }] of sentences.entries())
    for (const [digits] of text.matchAll(number)) if (!said.has(bare(digits))) said.set(bare(digits), place);
  return said;
}

/** 1,200 and 1200 are the same number. */
const bare = (digits: string): string => digits.replace(/[,\u00a0](?=\d{3}\b)/g, '');
