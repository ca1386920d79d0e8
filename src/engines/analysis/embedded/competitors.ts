import type { AnalysisInput } from '../analyser.ts';
import type { TaggedSentence } from './english.ts';
import { type Cast, ownWords } from './speakers.ts';
import { FUNCTION_WORDS, GENERIC_WORDS, MEASURE_WORDS } from './words.ts';

const NAME = '([A-Z][\\w&-]*[a-zA-Z0-9](?: [A-Z][\\w&-]+)?)';
const PRODUCT = '(?:tool|system|software|product|solution|platform|app|vendor|supplier|provider)';
const MENTIONS =
  /\b(?:competitors?|competing (?:product|offer|vendor)s?|(?:other|another|different) (?:vendor|supplier|provider)s?|your competition)\b|\b(?:comparing|evaluating|considering) (?:\w+ ){0,2}(?:vendors|suppliers|providers|tools|offers|quotes|products|solutions|alternatives)\b/i;
/** A capitalised name in one of these places is taken for a rival's. */
const NAMED: RegExp[] = [
  `\\b(?:[Cc]ompared? (?:to|with|against)|[Vv]ersus|vs\\.?|[Ss]witch(?:ed|ing)? (?:from|to)|[Mm]igrat(?:e|ed|ing) from|(?:looking|looked) at|[Ee]valuat(?:e|ed|ing)|considering|talking to|demo (?:from|with|of)|(?:quote|offer) from|(?:currently|already|now|still) (?:use|using|with|on)|alternative to|instead of|better than|cheaper than|moving from|contract with|pay(?:ing)? for|problem with|tested|replac(?:e|ed|ing)) (?:also )?${NAME}`,
  `\\b(?:[Tt]he|[Oo]ur) ${PRODUCT} (?:that )?(?:we|I) (?:have|use|had|used)(?: now| today| currently| at the moment)?,? (?:is |was )?${NAME}`,
  `\\b(?:[Oo]ur|[Tt]he) (?:current|existing|old|present) ${PRODUCT},? (?:is )?${NAME}`,
  `\\b(?:another|other) (?:company|firm|shop|business) (?:\\w+ )?uses? ${NAME}`,
  `(?<!\\b(?:in|at|from|near) )\\b${NAME} (?:has |have )?(?:quoted|offered|offers|charges|charged|promised|promises|pitched|undercuts|is (?:much |a bit |far )?cheaper|(?:would )?cost us|sent us (?:an? )?(?:offer|quote))\\b`,
].map((source) => new RegExp(source, 'g'));
const NOT_A_COMPETITOR =
  /^(?:I|TV|LCD|DVD|OK|IT|CRM|ERP|API|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|English|Europe|European|America|Excel|Google)$/;

/** Every pattern needs a capital behind the first letter, or is about a name that opens the sentence. */
const MAY_NAME =
  /\S[A-Z]|.[A-Z][\w&-]|\b(?:quoted|offer|charge|promise|pitched|undercut|is (?:\w+ ){0,2}cheaper|cost us|sent us)/;
/** Names that are looked for in all sentences; nobody speaks of more rivals. */
const MOST_RIVALS = 200;

/** Takes the whole conversation; gives what a sentence tells of rivals: 1.5 with a name after a telling phrase, 1 for another mention, else 0. */
export function competitorRating(
  input: AnalysisInput,
  sentences: readonly TaggedSentence[],
  cast: Cast,
): (sentence: TaggedSentence) => number {
  const said = sentences.flatMap((sentence) => {
    const names = namesIn(sentence.text);
    return names.length > 0 ? [{ sentence, names }] : [];
  });
  if (said.length === 0) return (sentence) => (MENTIONS.test(sentence.text) ? 1 : 0);
  const own = ownWords(input);
  const inside = capitalisedInside(
    sentences,
    new Set(said.flatMap(({ names }) => names.join(' ').split(' '))),
  );
  const isRival = (name: string) => {
    const words = name.split(' ');
    const common = (word: string) =>
      [FUNCTION_WORDS, GENERIC_WORDS, MEASURE_WORDS, own].some((list) => list.has(word.toLowerCase()));
    if (words.some((word) => common(word) || NOT_A_COMPETITOR.test(word))) return false;
    if (cast.byCall.has(name.toLowerCase())) return false;
    return words.every((word) => /[a-z][A-Z]/.test(word) || inside.has(word));
  };
  const rivals = new Set<string>();
  const naming = new Set<TaggedSentence>();
  for (const { sentence, names } of said) {
    const named = names.filter(isRival);
    if (named.length > 0) naming.add(sentence);
    for (const name of named) if (rivals.size < MOST_RIVALS) rivals.add(name);
  }
  return (sentence) => {
    if (naming.has(sentence)) return 1.5;
    return MENTIONS.test(sentence.text) || [...rivals].some((name) => sentence.text.includes(name)) ? 1 : 0;
  };
}

function namesIn(text: string): string[] {
  if (!MAY_NAME.test(text)) return [];
  return NAMED.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
}

/** Of these words those that have a capital somewhere else than at the beginning of a sentence. */
function capitalisedInside(sentences: readonly TaggedSentence[], words: ReadonlySet<string>): Set<string> {
  const inside = new Set<string>();
  for (const { text } of sentences) {
    if (inside.size === words.size) break;
    const body = text.replace(/^[^\p{L}\p{N}]*[\p{L}\p{N}]+/u, '');
    if (!/[A-Z]/.test(body)) continue;
    for (const [word] of body.matchAll(/[A-Z]\w*/g)) if (words.has(word)) inside.add(word);
  }
  return inside;
}
