import { foldLetters } from './fold-letters.ts';

/** A word of a text, and where it stands there in UTF-16 units. */
export interface Token {
  /** As it is compared: lower case, without accents. */
  word: string;
  /** Lower case with its accents, as stemmers know it. */
  spelled: string;
  start: number;
  end: number;
  /** Nothing blank stands between it and the one before: "AT&T", "follow-up". */
  isJoined: boolean;
}

// Scripts without spaces between words: each of their letters is a word, and what was typed is searched as a phrase.
const unspaced = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}`;
const wordForm = new RegExp(
  String.raw`(?=[${unspaced}])[\p{L}\p{N}]\p{M}*|(?:(?![${unspaced}])[\p{L}\p{N}]\p{M}*)+`,
  'gu',
);
const blank = /\s/u;
/** A longer one is no word: bytes as letters, a link. Its beginning is searched. */
const longestWord = 100;

/** The words of a text in their order. All else, such as punctuation, only parts them. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(wordForm)) {
    const [found] = match;
    const spelled = found.slice(0, longestWord).normalize('NFC').toLowerCase();
    const word = foldLetters(spelled);
    const isJoined = tokens.length > 0 && !blank.test(text.slice(end, match.index));
    end = match.index + found.length;
    // Nothing is left of marks alone.
    if (word !== '') tokens.push({ word, spelled, start: match.index, end, isJoined });
  }
  return tokens;
}
