import { foldLetters } from './fold-letters.ts';
import type { Wanted } from './search-query.ts';
import type { StemOf } from './stemmers.ts';
import { type Token, tokensOf } from './tokens.ts';

/** From and to, in UTF-16 units as JavaScript counts them; `to` is exclusive. */
export type Mark = [from: number, to: number];

export interface MarkedText {
  text: string;
  marks: Mark[];
}

/** A sentence that is longer is cut about its first mark. */
const longestSnippet = 240;
const beforeMark = 60;

/** Where a text has what was searched for; marks that touch are one. */
export function markText(text: string, wanted: readonly Wanted[], stemsOf: readonly StemOf[]): Mark[] {
  const tokens = tokensOf(text);
  const isFound = tokens.map(() => false);
  for (const one of wanted) {
    for (let i = 0; i < tokens.length; i += 1) {
      const length = one.term.tokens.length;
      if (matchesAt(tokens, i, one, stemsOf)) isFound.fill(true, i, i + length);
    }
  }
  const marks: Mark[] = [];
  for (const [i, token] of tokens.entries()) {
    if (!isFound[i]) continue;
    const last = marks.at(-1);
    if (last && token.isJoined && isFound[i - 1]) last[1] = token.end;
    else marks.push([token.start, token.end]);
  }
  return marks;
}

function matchesAt(
  tokens: readonly Token[],
  at: number,
  { term, forms }: Wanted,
  stemsOf: readonly StemOf[],
): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (term.kind === 'word') {
    const [typed] = term.tokens;
    if (forms.has(token.word)) return true;
    if (term.isOpen && typed && typed.word.length > 1 && token.word.startsWith(typed.word)) return true;
    return stemsOf.some((stemOf) => forms.has(foldLetters(stemOf(token.spelled) ?? '')));
  }
  return term.tokens.every(({ word }, i) => {
    const there = tokens[at + i];
    if (!there || (term.kind === 'joined' && i > 0 && !there.isJoined)) return false;
    return term.isOpen && i === term.tokens.length - 1 ? there.word.startsWith(word) : there.word === word;
  });
}

/** The part of a sentence that shows its marks. Where something is left out there is an ellipsis. */
export function snippetOf(text: string, marks: readonly Mark[]): MarkedText {
  if (text.length <= longestSnippet) return { text, marks: [...marks] };
  const first = marks[0]?.[0] ?? 0;
  const wantedFrom = Math.max(0, Math.min(first - beforeMark, text.length - longestSnippet));
  const from = wantedFrom === 0 ? 0 : wordStart(text, wantedFrom);
  const wantedTo = Math.min(text.length, from + longestSnippet);
  const to = wantedTo === text.length ? wantedTo : wordStart(text, wantedTo);
  const opening = from > 0 ? '…' : '';
  const shift = opening.length - from;
  const shown = marks.filter(([start, end]) => start >= from && end <= to);
  return {
    text: `${opening}${text.slice(from, to).trimEnd()}${to < text.length ? '…' : ''}`,
    marks: shown.map(([start, end]) => [start + shift, end + shift]),
  };
}

/** The beginning of the next word; where none is near, the place itself, but never within a pair of UTF-16. */
function wordStart(text: string, at: number): number {
  const blank = /\s\S/u.exec(text.slice(at, at + beforeMark));
  if (blank) return at + blank.index + 1;
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
