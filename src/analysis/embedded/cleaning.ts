import { bareWord, FUNCTION_WORDS, isFiller } from './words.ts';

/** No spoken word has 100 characters, and the tokenizer's time is quadratic in a token's length. */
const LONGER_THAN_A_WORD = /\S{100,}/g;
const STARTERS = new Set(
  `so and but yeah yep okay ok well oh alright anyway because cause 'cause also plus or cos then`.split(' '),
);
/** Words that open a clause idly only where a subject or a comma follows: "right, we ...", "now I ...". */
const SOFT_STARTERS = new Set(
  'right now like basically actually obviously hopefully no yes anyways sorry'.split(' '),
);
const SUBJECTS = new Set(
  `i we you they he she it i'm i'll i've we're we'll we've you're it's that's there's how what when why`.split(
    ' ',
  ),
);
const REPEATABLE = new Set(['had', 'very', 'really', 'bye', 'ha']);
const SHORT_WORDS = new Set(
  `use see say set put run act add end two new old man men way pay age art ask bad bar big bit bus buy car cat cut
  far fit fix gas her him job key law lay lie lot low map met mix net oil pen per pop red row sea sit six son sun
  tax ten tie top toy try van war win add app ad`.split(/\s+/),
);
const WRITTEN: Record<string, string> = {
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'have to',
  dunno: "don't know",
  cos: 'because',
  "'cos": 'because',
  "'cause": 'because',
};
const TITLES = new Set('mr mrs dr st vs pm km kg mb gb tv ltd pc hr pr'.split(' '));
const NEVER_AFTER_ARTICLE = new Set(
  `and but so i we you they it the a an is are that's there's it's this these those if because`.split(' '),
);
const KNOWN_BEFORE = new Set(`do did if as let because to don't that what should all would`.split(' '));
const NEVER_BEFORE_KNOW = new Set(`on of in with is are at for from was were the a and but so`.split(' '));
const KNOWN_AFTER = new Set(`what how that where about if when why who the it this any`.split(' '));
const QUANTIFIERS = new Set(
  `a the what this that some any which every each of these those one two another other same different`.split(
    ' ',
  ),
);
const TRAILING =
  /(?:,?\s+(?:so|and|but|or|or whatever|or something|and so on|and stuff|and things|because|you know|yeah|i guess)|,\s+(?:right|okay|like|then)|\s+(?:the|a|if you))+\s*([.?!])$/i;

/** One spoken sentence as it would be written: no markers, fillers, repeats or idle openings; '' when nothing is left. */
export function cleanSentence(raw: string): string {
  let tokens = normalise(raw).split(' ').filter(Boolean);
  tokens = tokens.length > 0 ? dropFillers(tokens) : tokens;
  tokens = collapseRepeats(dropStutters(collapseRepeats(dropIdlePhrases(tokens))));
  return finish(trimOpening(tokens).join(' '));
}

/** Drops the clause openings that only hold the floor ("I think", "I mean") from a cleaned sentence. */
export function trimHedge(text: string): string {
  const trimmed = text.replace(
    /^(?:I (?:think|guess|mean|suppose|believe|reckon|would say|was thinking)(?: that)?,?|Maybe|Basically,?|Obviously,?|Apparently,?|Of course,?|As I said,?|You can see(?: that)?|You see,?|Let's say,?)\s+(?=(?:I|we|you|they|he|she|it|the|a|this|that|these|those|there|our|your|my|most|some|people)\b)/i,
    '',
  );
  return trimmed === text ? text : finish(trimHedge(trimmed));
}

/** Nobody says so much in one turn, and the patterns below recurse on very long runs. */
const LONGEST_LINE = 200_000;

function normalise(raw: string): string {
  return raw
    .slice(0, LONGEST_LINE)
    .replace(LONGER_THAN_A_WORD, ' ')
    .replace(/\{[^{}]*\}|\[[^[\]]*\]|\p{Extended_Pictographic}|\u{FE0F}|\u{200D}/gu, ' ')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(
      /(?<![\w'])(gonna|wanna|gotta|dunno|'?cos|'cause)(?![\w'])/gi,
      (word) => WRITTEN[word.toLowerCase()] ?? word,
    )
    .replace(/\b((?:\p{L}_)+)(?=\p{L}?\b|'|\s|$|\W)/gu, (letters) => letters.replaceAll('_', ''))
    .replace(/\s+/g, ' ')
    .replace(/\s+(n't|'(?:s|re|ll|ve|d|m))\b/g, '$1')
    .replace(/\s+([,.;:!?…])/g, '$1')
    .replace(/\s(?:--?|–|—)\s/g, ', ')
    .replace(/([,;:])(?:\s*[,;:])+/g, '$1')
    .replace(/[,;:]+(?=[.?!])/g, '')
    .trim();
}

function dropFillers(tokens: string[]): string[] {
  const kept: string[] = [];
  tokens.forEach((token, i) => {
    const bare = bareWord(token);
    if (bare !== '' && !isFiller(bare)) kept.push(token);
    else movePunctuation(kept, token, tokens[i + 1]);
  });
  return kept;
}

/** A dropped word's full stop belongs to the word before it; the commas around it go, unless a clause begins there. */
function movePunctuation(kept: string[], dropped: string, next: string | undefined): void {
  const end = /[.?!]+$/.exec(dropped)?.[0];
  const last = kept.at(-1);
  if (last === undefined) return;
  if (end !== undefined) kept[kept.length - 1] = last.replace(/[,;:.?!]+$/, '') + end;
  else if (dropped.endsWith(',') && !opensClause(bareWord(next ?? '')))
    kept[kept.length - 1] = last.replace(/,$/, '');
}

function opensClause(bare: string): boolean {
  return (
    STARTERS.has(bare) ||
    SUBJECTS.has(bare) ||
    isFiller(bare) ||
    /^(?:which|if|where|who|while|the|this|that|there)$/.test(bare)
  );
}

function dropIdlePhrases(tokens: string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? '';
    const next = tokens[i + 1] ?? '';
    if (
      isIdlePair(kept.at(-1), `${bareWord(token)} ${bareWord(next)}`, { next, after: tokens[i + 2] ?? '' })
    ) {
      movePunctuation(kept, next, tokens[i + 2]);
      i++;
    } else if (bareWord(token) === 'like' && /,$/.test(kept.at(-1) ?? '') && /,$/.test(token)) {
      movePunctuation(kept, token, next);
    } else kept.push(token);
  }
  return kept;
}

function isIdlePair(
  previous: string | undefined,
  pair: string,
  at: { next: string; after: string },
): boolean {
  const before = bareWord(previous ?? '');
  if (pair === 'sort of' || pair === 'kind of') return !QUANTIFIERS.has(before) && at.after !== '';
  if (pair !== 'you know' && pair !== 'i mean') return false;
  const opens = previous === undefined || /[,.]$/.test(previous);
  if (/,$/.test(at.next) && opens) return true;
  if (pair === 'i mean' || NEVER_BEFORE_KNOW.has(before)) return pair === 'you know' || opens;
  return at.after !== '' && !KNOWN_BEFORE.has(before) && (opens || !KNOWN_AFTER.has(bareWord(at.after)));
}

/** Repeats of one to four words said twice in a row: "the the", "if you if you". */
function collapseRepeats(tokens: string[]): string[] {
  const kept: string[] = [];
  for (const token of tokens) {
    kept.push(token);
    for (let size = 4; size >= 1; size--) {
      const from = kept.length - 2 * size;
      if (from >= 0 && isRepeat(kept.slice(from, from + size), kept.slice(from + size))) {
        kept.splice(from, size);
        break;
      }
      const earlier = kept.slice(Math.max(0, from - 1), from - 1 + size);
      if (
        from > 0 &&
        size > 1 &&
        isFragment(kept[from - 1 + size]) &&
        isRepeat(earlier, kept.slice(from + size))
      ) {
        kept.splice(from - 1, size + 1);
        break;
      }
    }
  }
  return kept;
}

/** A short piece between two tries at the same words: "if you sor if you". */
function isFragment(token: string | undefined): boolean {
  const bare = bareWord(token ?? '');
  return bare.length > 0 && bare.length <= 4 && !FUNCTION_WORDS.has(bare) && !/\d/.test(bare);
}

function isRepeat(first: string[], second: string[]): boolean {
  if (first.some((token) => /[.?!]$/.test(token))) return false;
  const only = bareWord(first[0] ?? '');
  if (first.length === 1 && (REPEATABLE.has(only) || /^\d/.test(only))) return false;
  return first.every((token, i) => bareWord(token) !== '' && bareWord(token) === bareWord(second[i] ?? ''));
}

/** Broken-off beginnings of the next word: "pro problem", "w we". */
function dropStutters(tokens: string[]): string[] {
  return tokens.filter((token, i) => {
    const bare = bareWord(token);
    if (bare.length > 6 || !/^[a-z]+,?$/i.test(token) || /^[A-Z]{2,}/.test(token)) return true;
    const next = tokens.slice(i + 1, i + 4).map(bareWord);
    if (bare === 'a' || bare === 'an' || bare === 'the')
      return !(
        next[0] !== undefined &&
        NEVER_AFTER_ARTICLE.has(next[0]) &&
        !/^[A-Z]{2}/.test(tokens[i + 1] ?? '')
      );
    if (FUNCTION_WORDS.has(bare) || SHORT_WORDS.has(bare)) return true;
    if (bare.length > 3)
      return !next.slice(0, 2).some((word) => word.startsWith(bare) && !isInflection(bare, word));
    if (/^(?:[^aeiouy]+|y)$/.test(bare) && /^[a-z]/.test(token) && !TITLES.has(bare)) return false;
    return !next.some((word) => word.length > bare.length && word.startsWith(bare));
  });
}

function isInflection(word: string, longer: string): boolean {
  return (
    longer.length < word.length + 3 ||
    /^(?:ing|ings|ers?|ment|ness|able|ally|ship|ful|less|'s)/.test(longer.slice(word.length))
  );
}

function trimOpening(tokens: string[]): string[] {
  let at = 0;
  while (at < tokens.length - 1) {
    const token = tokens[at] ?? '';
    const bare = bareWord(token);
    const next = bareWord(tokens[at + 1] ?? '');
    if (/[.?!]$/.test(token)) break;
    const soft = SOFT_STARTERS.has(bare) && (/,$/.test(token) || SUBJECTS.has(next) || STARTERS.has(next));
    if (!STARTERS.has(bare) && !soft && bare !== '') break;
    at++;
  }
  return tokens.slice(at);
}

function finish(text: string): string {
  const body = text
    .replace(/^[\s,;:.?!…"'-]+(?=\S)/, '')
    .replace(/[\s,;:…-]+$/, '')
    .replace(/\bi(?=['\s,]|$)/g, 'I')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(body)) return '';
  const ended = /[.?!]["')]?$/.test(body) ? body : `${body}.`;
  const cut = ended.replace(TRAILING, '$1').replace(/[,;:]+([.?!])$/, '$1');
  return cut.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}
