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
  /(?:,?\s+(?:(?<!\bor )so|and|but|or(?! so\b)|or whatever|or something|and so on|and stuff|and things|because|you know|yeah|i guess)|,\s+(?:right|okay|like|then)|\s+(?:the|a|if you))+\s*([.?!])$/i;

interface Token {
  text: string;
  /** The form that tokens are compared by; punctuation moved to its end does not change it. */
  bare: string;
}

const NOTHING: Token = { text: '', bare: '' };

/** One spoken sentence as it would be written: no markers, fillers, repeats or idle openings; '' when nothing is left. */
export function cleanSentence(raw: string): string {
  const spoken = normalise(raw)
    .split(' ')
    .filter(Boolean)
    .map((text) => ({ text, bare: bareWord(text) }));
  const tokens = collapseRepeats(dropStutters(collapseRepeats(dropIdlePhrases(dropFillers(spoken)))));
  return finish(
    trimOpening(tokens)
      .map(({ text }) => text)
      .join(' '),
  );
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

/** Words of usual length with at most one mark behind each and one space between. */
const PLAIN = /^[a-z0-9][a-z0-9'-]{0,97}(?:[,.?!]? [a-z0-9][a-z0-9'-]{0,97})*[,.?!]?$/i;

function normalise(raw: string): string {
  const line = raw.slice(0, LONGEST_LINE);
  // Most sentences: there is nothing in them that the replacements below would change.
  if (PLAIN.test(line) && !line.includes(" n't")) return writeOut(line);
  return writeOut(
    line
      .replace(LONGER_THAN_A_WORD, ' ')
      .replace(/\{[^{}]*\}|\[[^[\]]*\]|\p{Extended_Pictographic}|\u{FE0F}|\u{200D}/gu, ' ')
      .replace(/[“”]/g, '"')
      .replace(/[‘’]/g, "'"),
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

function writeOut(text: string): string {
  return text.replace(
    /(?<![\w'])(gonna|wanna|gotta|dunno|'?cos|'cause)(?![\w'])/gi,
    (word) => WRITTEN[word.toLowerCase()] ?? word,
  );
}

function dropFillers(tokens: Token[]): Token[] {
  const kept: Token[] = [];
  tokens.forEach((token, i) => {
    if (token.bare !== '' && !isFiller(token.bare)) kept.push(token);
    else movePunctuation(kept, token, tokens[i + 1]);
  });
  return kept;
}

/** A dropped word's full stop belongs to the word before it; the commas around it go, unless a clause begins there. */
function movePunctuation(kept: Token[], dropped: Token, next: Token | undefined): void {
  const end = /[.?!]+$/.exec(dropped.text)?.[0];
  const last = kept.at(-1);
  if (last === undefined) return;
  const text =
    end !== undefined
      ? last.text.replace(/[,;:.?!]+$/, '') + end
      : dropped.text.endsWith(',') && !opensClause(next?.bare ?? '')
        ? last.text.replace(/,$/, '')
        : last.text;
  kept[kept.length - 1] = { text, bare: last.bare };
}

function opensClause(bare: string): boolean {
  return (
    STARTERS.has(bare) ||
    SUBJECTS.has(bare) ||
    isFiller(bare) ||
    /^(?:which|if|where|who|while|the|this|that|there)$/.test(bare)
  );
}

function dropIdlePhrases(tokens: Token[]): Token[] {
  const kept: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? NOTHING;
    const next = tokens[i + 1] ?? NOTHING;
    const after = tokens[i + 2] ?? NOTHING;
    if (isIdlePair(kept.at(-1), [token, next], after)) {
      movePunctuation(kept, next, after);
      i++;
    } else if (token.bare === 'like' && token.text.endsWith(',') && kept.at(-1)?.text.endsWith(',')) {
      movePunctuation(kept, token, next);
    } else kept.push(token);
  }
  return kept;
}

function isIdlePair(previous: Token | undefined, [first, second]: [Token, Token], after: Token): boolean {
  const before = previous?.bare ?? '';
  if ((first.bare === 'sort' || first.bare === 'kind') && second.bare === 'of')
    return !QUANTIFIERS.has(before) && after.text !== '';
  const meaning = first.bare === 'i' && second.bare === 'mean';
  if (!meaning && !(first.bare === 'you' && second.bare === 'know')) return false;
  const opens = previous === undefined || /[,.]$/.test(previous.text);
  if (second.text.endsWith(',') && opens) return true;
  if (meaning || NEVER_BEFORE_KNOW.has(before)) return !meaning || opens;
  return after.text !== '' && !KNOWN_BEFORE.has(before) && (opens || !KNOWN_AFTER.has(after.bare));
}

/** Repeats of one to four words said twice in a row: "the the", "if you if you". */
function collapseRepeats(tokens: Token[]): Token[] {
  const kept: Token[] = [];
  for (const token of tokens) {
    kept.push(token);
    for (let size = 4; size >= 1; size--) {
      const from = kept.length - 2 * size;
      if (from >= 0 && isRepeated(kept, from, size)) {
        kept.splice(from, size);
        break;
      }
      if (
        from > 0 &&
        size > 1 &&
        isRepeated(kept, from - 1, size) &&
        isFragment(kept[from - 1 + size] ?? NOTHING)
      ) {
        kept.splice(from - 1, size + 1);
        break;
      }
    }
  }
  return kept;
}

/** A short piece between two tries at the same words: "if you sor if you". */
function isFragment({ bare }: Token): boolean {
  return bare.length > 0 && bare.length <= 4 && !FUNCTION_WORDS.has(bare) && !/\d/.test(bare);
}

/** Whether the `size` words at `from` are the last ones as well; compared from their ends, which mostly differ. */
function isRepeated(tokens: Token[], from: number, size: number): boolean {
  const last = tokens.length - size;
  for (let i = size - 1; i >= 0; i--) {
    const { text, bare } = tokens[from + i] ?? NOTHING;
    if (bare === '' || bare !== tokens[last + i]?.bare || /[.?!]$/.test(text)) return false;
  }
  const only = tokens[from]?.bare ?? '';
  return size > 1 || !(REPEATABLE.has(only) || /^\d/.test(only));
}

/** Broken-off beginnings of the next word: "pro problem", "w we". */
function dropStutters(tokens: Token[]): Token[] {
  return tokens.filter(({ text, bare }, i) => {
    const article = bare === 'a' || bare === 'an' || bare === 'the';
    if (bare.length > 6 || (!article && (FUNCTION_WORDS.has(bare) || SHORT_WORDS.has(bare)))) return true;
    if (!/^[a-z]+,?$/i.test(text) || /^[A-Z]{2,}/.test(text)) return true;
    const [next, second, third] = [tokens[i + 1], tokens[i + 2], tokens[i + 3]];
    if (article)
      return !(next !== undefined && NEVER_AFTER_ARTICLE.has(next.bare) && !/^[A-Z]{2}/.test(next.text));
    const begins = (later: Token | undefined) => later?.bare.startsWith(bare);
    if (bare.length > 3)
      return ![next, second].some((later) => begins(later) && !isInflection(bare, later?.bare ?? ''));
    if (/^(?:[^aeiouy]+|y)$/.test(bare) && /^[a-z]/.test(text) && !TITLES.has(bare)) return false;
    return ![next, second, third].some((later) => begins(later) && later?.bare !== bare);
  });
}

function isInflection(word: string, longer: string): boolean {
  return (
    longer.length < word.length + 3 ||
    /^(?:ing|ings|ers?|ment|ness|able|ally|ship|ful|less|'s)/.test(longer.slice(word.length))
  );
}

function trimOpening(tokens: Token[]): Token[] {
  let at = 0;
  while (at < tokens.length - 1) {
    const { text, bare } = tokens[at] ?? NOTHING;
    const next = tokens[at + 1]?.bare ?? '';
    if (/[.?!]$/.test(text)) break;
    const soft = SOFT_STARTERS.has(bare) && (text.endsWith(',') || SUBJECTS.has(next) || STARTERS.has(next));
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
