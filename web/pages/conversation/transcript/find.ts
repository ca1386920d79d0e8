/** A place where the words that are looked for stand, in UTF-16 units of the sentence's text. */
export interface Hit {
  sentence: number;
  from: number;
  to: number;
}

interface Folded {
  text: string;
  /** For each unit of `text` its place in the original; null where they are the same. */
  places: readonly number[] | null;
}

const beyondAscii = /[^\u0020-\u007e]/;
const marks = /\p{M}/gu;

/** As people type when they look for something: without case and accents, with plain quotes and blanks. */
function fold(original: string): Folded {
  if (!beyondAscii.test(original)) return { text: original.toLowerCase(), places: null };
  let text = '';
  const places: number[] = [];
  let place = 0;
  for (const character of original) {
    const folded = character.normalize('NFD').replace(marks, '').toLowerCase();
    const simple = folded.replace(/[\u2018\u2019]/g, "'").replace(/\s/g, ' ');
    for (let unit = 0; unit < simple.length; unit += 1) places.push(place);
    text += simple;
    place += character.length;
  }
  return { text, places };
}

/** A transcript that is folded once and then looked through with each key that is typed. */
export class Findable {
  readonly #sentences: readonly { text: string }[];
  readonly #folded: (Folded | undefined)[] = [];

  constructor(sentences: readonly { text: string }[]) {
    this.#sentences = sentences;
  }

  /** All hits in all sentences: of the whole query, or where that stands nowhere, of each of its words. */
  find(query: string): Hit[] {
    const wanted = fold(query.trim()).text;
    if (!wanted) return [];
    const hits = this.#hits([wanted]);
    if (hits.length > 0) return hits;
    const words = wanted.split(' ').filter((word) => word.length > 1);
    return words.length > 1 ? this.#hits(words) : [];
  }

  #hits(wanted: readonly string[]): Hit[] {
    const hits: Hit[] = [];
    for (const [sentence, { text: original }] of this.#sentences.entries()) {
      const folded = this.#folded[sentence] ?? fold(original);
      this.#folded[sentence] = folded;
      const { text, places } = folded;
      const found = wanted.flatMap((words) => placesOf(words, text));
      found.sort((one, other) => one.from - other.from);
      for (const { from, to } of found)
        hits.push({
          sentence,
          from: places ? (places[from] ?? 0) : from,
          to: places ? (places[to] ?? original.length) : to,
        });
    }
    return hits;
  }
}

function placesOf(words: string, text: string): { from: number; to: number }[] {
  const places = [];
  for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length))
    places.push({ from, to: from + words.length });
  return places;
}

/** The hit to begin with: the first one at or after a sentence. */
export function firstHitFrom(hits: readonly Hit[], sentence: number): number {
  const at = hits.findIndex((hit) => hit.sentence >= sentence);
  return at < 0 ? 0 : at;
}
