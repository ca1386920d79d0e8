// The English normalisation of OpenAI's Whisper paper (appendix C), the usual one for word error rates. It is
// applied to both sides, and knows nothing of the engine that is measured. Left out: its 1,700 British spellings.

const fillers = /\b(?:hmm|mm|mhm|mmm|uh|um)\b/g;

const rewritings: readonly (readonly [RegExp, string])[] = [
  [/\bwon't\b/g, 'will not'],
  [/\bcan't\b/g, 'can not'],
  [/\blet's\b/g, 'let us'],
  [/\bain't\b/g, 'aint'],
  [/\bwanna\b/g, 'want to'],
  [/\bgotta\b/g, 'got to'],
  [/\bgonna\b/g, 'going to'],
  [/\bma'am\b/g, 'madam'],
  [/\bmr\b\.?/g, 'mister '],
  [/\bmrs\b\.?/g, 'missus '],
  [/\bst\b\.?/g, 'saint '],
  [/\bdr\b\.?/g, 'doctor '],
  [/'s (been|gone|done|got)\b/g, ' has $1'],
  [/'d (been|gone|done)\b/g, ' had $1'],
  [/n't\b/g, ' not'],
  [/'re\b/g, ' are'],
  [/'s\b/g, ' is'],
  [/'d\b/g, ' would'],
  [/'ll\b/g, ' will'],
  [/'t\b/g, ' not'],
  [/'ve\b/g, ' have'],
  [/'m\b/g, ' am'],
];

const ones = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
);
const tens = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, 20 + 10 * i]),
);
const scales = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
]);

// "Thirty four" is one number and "three four" are two, as digits dictated one by one.
function appended(number: number | undefined, word: string): number | undefined {
  const small = ones.get(word);
  const ten = tens.get(word);
  const scale = scales.get(word);
  if (number === undefined) return small ?? ten;
  if (scale !== undefined) {
    const rest = number % 1_000;
    return scale === 100 ? number - rest + rest * 100 : number * scale;
  }
  if (ten !== undefined && number >= 100 && number % 100 === 0) return number + ten;
  const room = number % 100 === 0 ? 20 : number % 10 === 0 && number % 100 >= 20 ? 10 : 0;
  return small !== undefined && number > 0 && small > 0 && small < room ? number + small : undefined;
}

function numbersAsDigits(words: readonly string[]): string[] {
  const out: string[] = [];
  let number: number | undefined;
  const close = (): void => {
    if (number !== undefined) out.push(String(number));
    number = undefined;
  };
  for (const word of words) {
    const longer = appended(number, word);
    if (longer === undefined) {
      close();
      number = appended(undefined, word);
      if (number === undefined) out.push(word);
    } else number = longer;
  }
  close();
  return out;
}

/** Words under Whisper's English normalisation: contractions written out, numbers and sums of money one way. */
export function normalisedWords(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replaceAll(/[<[(][^>\])]*[>\])]/g, '')
    .replaceAll('’', "'")
    .replaceAll(fillers, ' ')
    .replaceAll(/\s+'/g, "'");
  const long = rewritings.reduce((rest, [short, full]) => rest.replaceAll(short, full), plain);
  const money = long
    .replaceAll(/(\d),(\d)/g, '$1$2')
    .replaceAll(/\$(\d+(?:\.\d+)?)(?: (hundred|thousand|million))?/g, '$1 $2 dollars ')
    .replaceAll(/€(\d+(?:\.\d+)?)/g, '$1 euros ')
    .replaceAll(/£(\d+(?:\.\d+)?)/g, '$1 pounds ')
    .replaceAll('%', ' percent ')
    .replaceAll(/\bper cent\b/g, 'percent');
  const words = money
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9 ]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
  return numbersAsDigits(words);
}
