/** A word, a number, a time or a mark of a text. */
export interface Token {
  text: string;
  /** In lower case, with straight apostrophes. */
  word: string;
  /** Offsets in the text. */
  from: number;
  to: number;
}

/** Most specific first; hyphens between letters part words, so "mid-December" is two. */
const TOKEN = new RegExp(
  [
    String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d/])`,
    String.raw`\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?![\d/])`,
    String.raw`\d{1,2}\.\d{1,2}\.(?!\d)`,
    String.raw`\d+\/\d+`,
    String.raw`[ap]\.m\.`,
    String.raw`\d{1,2}:\d{2}`,
    String.raw`\d+(?:st|nd|rd|th)\b`,
    String.raw`[$€£]?\d[\d,.]*\d%?|[$€£]?\d+%?`,
    String.raw`'s\b`,
    String.raw`\p{L}+(?:'(?!s\b)\p{L}+)*\d*`,
    String.raw`[^\s\p{L}\d]`,
  ].join('|'),
  'gu',
);

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.replaceAll('’', "'").matchAll(TOKEN)) {
    const [found] = match;
    if (found === '-' && isBetweenLetters(text, match.index)) continue;
    tokens.push({
      text: found,
      word: found.toLowerCase(),
      from: match.index,
      to: match.index + found.length,
    });
  }
  return tokens;
}

function isBetweenLetters(text: string, at: number): boolean {
  return /\p{L}-\p{L}/u.test(text.slice(Math.max(0, at - 1), at + 2));
}
