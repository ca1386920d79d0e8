/** Closed-class English words: they carry no topic, and their share tells English from other languages. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a about after again all also am an and any are aren't as at be because been before being both but by can can't
  could couldn't did didn't do does doesn't don't doing down each few for from get go got had has have haven't he
  he's her here him his how i i'd i'll i'm i've if in into is isn't it it's its just let let's like me more most
  much my no not now of off on one only or other our out over own really same she should so some such than that
  that's the their them then there there's these they they're this those through to too under up us very was
  wasn't we we'd we'll we're we've well were what what's when where which while who why will with won't would
  wouldn't yeah yes yet you you'd you'll you're you've your okay ok oh`.split(/\s+/),
);

/** Hesitations and back-channels that never carry meaning. */
const FILLERS = new Set(
  `um umm uh uhh uhm er erm err ah eh hm hmm mm mmm mhm mm-hmm mm-hm mmhmm uh-huh uh-uh huh 'kay hmm-mm`.split(
    /\s+/,
  ),
);

/** Nouns, verbs and adjectives of talk itself: they neither name a topic nor make two passages alike. */
export const GENERIC_WORDS: ReadonlySet<string> = new Set(
  `thing things stuff lot lots bit bits point points way ways kind kinds sort sorts anything something nothing
  everything someone anyone everyone somebody anybody everybody people person guy guys one ones time times day
  days moment second minute minutes hour hours today tomorrow yesterday week weeks morning afternoon last next
  few many more most less first okay yeah yes sure right good great nice fine happy perfect sorry thanks thank
  please hello hi hey bye big bigger biggest little other same different actual able whole new old long short
  case part place place side end start example question questions idea ideas fact word words course matter
  reason problem issue sense mean mind hand man guess know think say go get do make want need see come look
  like let take put try tell talk use give work happen seem call feel find keep ask really actually basically
  probably maybe obviously definitely pretty quite gonna wanna gotta dunno cause cos alright number numbers
  half couple rest bunch plenty none much such only own very well cool interesting important possible true
  certain main basic general name names year years month months evening night monday tuesday wednesday thursday
  friday saturday sunday ha wow god shit damn bloody ooh wee dear lovely mate goodness`.split(/\s+/),
);

/** Units, currencies, amounts, seasons and stretches of time: said everywhere, they never name a topic. */
export const MEASURE_WORDS: ReadonlySet<string> = new Set(
  `percent percents percentage euro euros dollar dollars pound pounds cent cents krona kronor franc francs currency
  kilometre kilometres kilometer kilometers mile miles metre metres meter meters kilo kilos kilogram kilograms gram
  grams ton tons tonne tonnes litre litres liter liters degree degrees inch inches foot feet zero two three four five
  six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million millions billion
  quarter quarters decade decades noon midday midnight tonight weekend weekends weekday weekdays spring summer autumn winter
  january february march april may june july august september october november december christmas easter amount
  amounts figure figures total maximum minimum average rate rates level levels o'clock`.split(/\s+/),
);

const WORD = /[\p{L}\p{N}]+(?:['’_-][\p{L}\p{N}]+)*/gu;
const MARKER = /\{[^{}]*\}|\[[^[\]]*\]/g;

/** Spoken words of a text, in order; transcription markers such as {vocalsound} are not words. */
export function wordsOf(text: string): string[] {
  return text.replace(MARKER, ' ').match(WORD) ?? [];
}

/** How many spoken words a text has: what `wordsOf` would give, without making them. */
export function countWords(text: string): number {
  let count = 0;
  let inWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Beyond ASCII and where markers may stand, the patterns decide.
    if (code > 127 || code === OPENING_BRACE || code === OPENING_BRACKET) return wordsOf(text).length;
    const isWord = IS_WORD[code] === 1;
    if (isWord && !inWord) count++;
    inWord = isWord || (inWord && JOINS_WORD[code] === 1 && IS_WORD[text.charCodeAt(at + 1)] === 1);
  }
  return count;
}

/** Whether a text has any spoken word. */
export function hasWords(text: string): boolean {
  return /[a-z\d]/i.test(text) && !/[{[]/.test(text) ? true : /[\p{L}\p{N}]/u.test(text.replace(MARKER, ' '));
}

const OPENING_BRACE = 123;
const OPENING_BRACKET = 91;
const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const IS_WORD = Uint8Array.from(ASCII, (character) => (/[a-z\d]/i.test(character) ? 1 : 0));
const JOINS_WORD = Uint8Array.from(ASCII, (character) => (/['_-]/.test(character) ? 1 : 0));

/** A token in lower case without the punctuation around it; apostrophes and hyphens inside it stay. */
export function bareWord(token: string): string {
  if (/^[a-z]+$/.test(token)) return token;
  return token
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/^[^\p{L}\p{N}']+|[^\p{L}\p{N}]+$/gu, '');
}

export function isFiller(bare: string): boolean {
  return FILLERS.has(bare);
}
