import { type Token, tokensOf } from './tokens.ts';

/**
 * A part of what is searched for:
 * - `word`: found in each of its forms;
 * - `joined`: found where its words stand joined, as in "AT&T" or "can't";
 * - `phrase`: found where its words follow one another.
 */
export interface Term {
  kind: 'word' | 'joined' | 'phrase';
  tokens: Token[];
  /** Somebody is still typing its last word. */
  isOpen: boolean;
}

const quotes = /["“”„«»]/u;
/** More are not looked for: nobody types so many. */
const mostTokens = 20;

/** Reads what was typed as a person means it. Words in quotes are a phrase; without the second quote it is still being typed. */
export function searchTerms(typed: string): Term[] {
  const parts = typed.split(quotes);
  const terms = parts.flatMap((part, i) => {
    const isOpen = i === parts.length - 1 && /\S$/u.test(part);
    return i % 2 === 1 ? phraseOf(part, isOpen) : plainTerms(part, isOpen);
  });
  let tokens = 0;
  return terms.filter((term) => {
    tokens += term.tokens.length;
    return tokens <= mostTokens;
  });
}

function phraseOf(text: string, isOpen: boolean): Term[] {
  const tokens = tokensOf(text);
  return tokens.length === 0 ? [] : [{ kind: 'phrase', tokens, isOpen }];
}

function plainTerms(text: string, isOpen: boolean): Term[] {
  const groups: Token[][] = [];
  for (const token of tokensOf(text)) {
    const last = groups.at(-1);
    if (last && token.isJoined) last.push(token);
    else groups.push([token]);
  }
  return groups.map((tokens, i) => ({
    kind: kindOf(tokens),
    tokens,
    isOpen: isOpen && i === groups.length - 1,
  }));
}

/** Single letters follow one another everywhere. Where one has them, the words have to stand joined as they were typed. */
function kindOf(tokens: readonly Token[]): Term['kind'] {
  if (tokens.length === 1) return 'word';
  return tokens.some(({ word }) => [...word].length === 1) ? 'joined' : 'phrase';
}
