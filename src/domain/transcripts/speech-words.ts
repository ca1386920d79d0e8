/** Small words that stand in speech and in hardly any name, of the languages that transcripts are mostly in. */
const speechWords = new Set(
  `are been because could did does has have here how if is its just must not she should that the there these they this those
  was we were what when where which who why would you your
  aber auch dann die doch ein eine einen haben hat ich ist kann muss nicht noch sind war waren weil wenn wie wir wird
  ce cette dans des donc elle est ils je les mais nous pas que qui sont une vous
  como está este esta hay muy nosotros pero son yo
  che è ma non perché questa questo sono
  é isso não são uma
  dat dit een het maar niet wij zijn
  att det ett inte jag som är
  был есть если как мы не но он она что это я вы`.split(/\s+/u),
);

const articles = new Set('the die der das het een les la le los el lo il un una une ein eine ett'.split(' '));

/** Whether a label of several words reads like a piece of speech: "there are two ways", but not "The Speaker". */
export function looksLikeSpeech(label: string): boolean {
  const written = label.split(/[\s,]+/u);
  const [first = '', ...others] = written;
  const isRole =
    articles.has(first.toLowerCase()) && others.every((word) => /^[\p{Lu}\p{Lt}\p{N}]/u.test(word));
  if (isRole || (label === label.toUpperCase() && /\p{Lu}/u.test(label))) return false;
  const words = written.map((word) => word.toLowerCase());
  return words.length > 1 && words.some((word) => speechWords.has(word));
}
