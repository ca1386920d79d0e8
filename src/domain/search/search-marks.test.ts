import { expect, test } from 'vitest';
import { markText, snippetOf } from './search-marks.ts';
import { wantedTerms } from './search-query.ts';
import { searchTerms } from './search-terms.ts';

const stemOf = (word: string): string | null => ({ priserna: 'pris', priset: 'priset' })[word] ?? word;

/** The text with its marks in brackets. */
function marked(typed: string, text: string): string {
  const marks = markText(text, wantedTerms(searchTerms(typed), [stemOf]), [stemOf]);
  return bracketed(text, marks);
}

function bracketed(text: string, marks: readonly [number, number][]): string {
  return marks.reduceRight(
    (shown, [from, to]) => `${shown.slice(0, from)}[${shown.slice(from, to)}]${shown.slice(to)}`,
    text,
  );
}

test.each([
  ['pris ', 'Priserna är höga', '[Priserna] är höga'],
  ['pri', 'Priserna är höga', '[Priserna] är höga'],
  ['pri ', 'Priserna är höga', 'Priserna är höga'],
  ['bjorn', 'Tack, Björn!', 'Tack, [Björn]!'],
  ['AT&T', 'Call AT&T, at T', 'Call [AT&T], at T'],
  ['follow-up', 'A follow up or follow-up', 'A [follow] [up] or [follow-up]'],
  ['"the offer" ', 'the best offer, the offer', 'the best offer, [the] [offer]'],
  ['nothing', 'at all', 'at all'],
])('%j marks %j', (typed, text, shown) => {
  expect(marked(typed, text)).toBe(shown);
});

test('a long sentence is cut about its first mark, between words, and its marks move along', () => {
  const text = `${'many words before it '.repeat(20)}the discount stands here ${'and more after '.repeat(20)}`;
  const marks = markText(text, wantedTerms(searchTerms('discount '), []), []);
  const snippet = snippetOf(text, marks);
  expect(bracketed(snippet.text, snippet.marks)).toContain('the [discount] stands here');
  expect(snippet.text).toMatch(/^…\S.*\S…$/u);
  expect(snippet.text.length).toBeLessThan(330);
});

test('without a place to cut, half a letter is not shown', () => {
  const snippet = snippetOf(`${'😀'.repeat(300)}x`, [[600, 601]]);
  expect(snippet.text.isWellFormed()).toBe(true);
});
