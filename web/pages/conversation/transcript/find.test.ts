import { expect, test } from 'vitest';
import { Findable, firstHitFrom } from './find.ts';

/** The words that are marked, with their sentence before them. */
function marked(query: string, ...texts: string[]): string[] {
  const hits = new Findable(texts.map((text) => ({ text }))).find(query);
  return hits.map(({ sentence, from, to }) => `${sentence} ${texts[sentence]?.slice(from, to)}`);
}

test.each<[string, string[], string[]]>([
  ['price', ['The price. The PRICE!', 'No', 'Prices'], ['0 price', '0 PRICE', '2 Price']],
  ['resume', ['Your résumé is here', 'Re\u0301sume\u0301!'], ['0 résumé', '1 Re\u0301sume\u0301']],
  ['möte', ['Ett mote, ett MÖTE'], ['0 mote', '0 MÖTE']],
  ['straße', ['Die Straße 🙂 Straße'], ['0 Straße', '0 Straße']],
  ["don't", ['I don’t know'], ['0 don’t']],
  ['😀', ['a😀b😀'], ['0 😀', '0 😀']],
  ['the plan', ['the plan and the', 'plan'], ['0 the plan']],
  ['plan route', ['The route of the plan'], ['0 route', '0 plan']],
  ['.*', ['a.b'], []],
  ['   ', ['a b'], []],
])('%j in %j', (query, texts, expected) => expect(marked(query, ...texts)).toEqual(expected));

test('begins at the sentence that was asked for, or with the first', () => {
  const hits = new Findable([{ text: 'a' }, { text: 'b' }, { text: 'a' }]).find('a');
  expect([firstHitFrom(hits, 0), firstHitFrom(hits, 1), firstHitFrom(hits, 3)]).toEqual([0, 1, 0]);
});
