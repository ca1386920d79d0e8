const lastBlank = /\s(?=\S*$)/u;
const openers = /[\p{Ps}\p{Pi}]+$/u;
const letter = /[\p{L}\p{N}]/u;

/**
 * Takes a text and its words in order; gives the text cut into one piece a word. Punctuation and blanks stay with
 * the words: the pieces joined are the text. Null where the text has other letters than the words.
 */
export function alignWords(text: string, words: readonly { text: string }[]): string[] | null {
  const plain = sameLength(text.toLowerCase(), text);
  const cuts: number[] = [];
  let end = 0;
  for (const word of words) {
    const wanted = word.text.trim();
    const core = sameLength(wanted.toLowerCase(), wanted);
    if (core === '') {
      cuts.push(end);
      continue;
    }
    const start = findNext(plain, core, end);
    if (start === null) {
      if (letter.test(core)) return null;
      // A mark of its own that the text does not have is no word.
      cuts.push(end);
      continue;
    }
    cuts.push(cuts.length === 0 ? 0 : cutOf(text, end, start));
    end = start + core.length;
  }
  if (letter.test(text.slice(end))) return null;
  return cuts.map((cut, at) => text.slice(cut, cuts[at + 1] ?? text.length));
}

/** Blanks and punctuation between two words; more of them is no text. */
const longestGap = 64;

function findNext(text: string, wanted: string, from: number): number | null {
  for (let at = from; at < from + longestGap; at++) {
    if (text.startsWith(wanted, at)) return at;
    if (at >= text.length || letter.test(text.charAt(at))) return null;
  }
  return null;
}

/** Where one word's piece ends and the next one's begins: after the last blank, or before an opening bracket or quote. */
function cutOf(text: string, end: number, start: number): number {
  const gap = text.slice(end, start);
  if (gap === ' ' || gap === '') return start;
  const blank = gap.search(lastBlank);
  if (blank !== -1) return end + blank + 1;
  const opener = gap.search(openers);
  return opener === -1 ? start : end + opener;
}

/** A few letters have another length in lower case; then they are compared as they are. */
function sameLength(lower: string, text: string): string {
  return lower.length === text.length ? lower : text;
}
