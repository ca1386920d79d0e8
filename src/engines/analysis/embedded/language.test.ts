import { expect, test } from 'vitest';
import { SALES_CALL } from '../../../../testing/analysis/sales-call.ts';
import { CALLS } from '../../../../testing/analysis/spoken-languages.ts';
import { conversationOf, TEAM_MEETING } from '../../../../testing/analysis/turns.ts';
import type { AnalysisLine } from '../analyser.ts';
import { analyseText } from './analyse.ts';
import { languageOf } from './language.ts';

const ENGLISH =
  "Good morning everyone, I'd like to talk about our new offer today and about the next steps with your team, if that is okay for you.";
const NOISY =
  "Um , so uh the the {vocalsound} T_V_ remote , it's uh you know kinda big , and w we don't uh like it . ".repeat(
    3,
  );
const PRODUCTS =
  'Invoice 4711, Kreuzberg office, Lenovo ThinkPad X1 Carbon, Logitech MX Keys, Dell UltraSharp U2723QE, Jabra Evolve2.';
const MALAGASY =
  'Salama daholo, te hiresaka momba ny tolotra vaovao izahay androany sy ny dingana manaraka miaraka amin ny ekipa, raha azonareo atao ny manatrika ny fivoriana rahampitso.';

function linesOf(texts: readonly string[]): AnalysisLine[] {
  return texts.map((text, index) => ({ index, speakerName: 'Ann', text, start: null, end: null }));
}

const calls = Object.entries(CALLS).map(([language, texts]) => ({ language, ...texts }));

test.each(calls)('a call in $language that was declared English is not analysed', ({ language, call }) => {
  expect(languageOf(linesOf(call), 'en')).toEqual({ kind: 'not_covered', language });
});

test.each(calls)('two short lines of $language are told as well', ({ short }) => {
  expect(languageOf(linesOf(short), 'en').kind).toBe('not_covered');
});

test.each(calls)('a call in $language keeps the language that was declared', ({ call }) => {
  expect(languageOf(linesOf(call), 'sv-FI')).toEqual({ kind: 'not_covered', language: 'sv' });
});

test.each([
  ['English', ENGLISH, 'en-US', null],
  ['English with capitals in the tag', ENGLISH, 'EN', null],
  ['English as a meeting has it', NOISY, 'en', null],
  ['English that was declared German', ENGLISH, 'de-AT', null],
  ['a short English text that was declared German', 'See you on Friday.', 'de', 'de'],
  ['a greeting that tells nothing', 'Guten Tag.', 'en', null],
  ['nothing', '', 'en', null],
  ['nothing, undeclared', '', '', 'und'],
  ['names of products', PRODUCTS, 'en', null],
  ['many names of products', PRODUCTS.repeat(3), 'en', null],
  ['a language whose words are not listed', MALAGASY, 'en', 'plt'],
])('%s: %.20j declared as %j', (_, text, declared, language) => {
  const expected = language === null ? { kind: 'covered' } : { kind: 'not_covered', language };
  expect(languageOf(linesOf([text]), declared)).toMatchObject(expected);
});

const ENGLISH_LINES = TEAM_MEETING.lines.map(({ text }) => text);
const GERMAN_LINES = CALLS['deu']?.call ?? [];

test('mostly English: what is in another language is left out', () => {
  const mixed = [...ENGLISH_LINES.slice(0, 9), ...GERMAN_LINES, ...ENGLISH_LINES.slice(9)];
  const language = languageOf(linesOf(mixed), 'en');
  expect(language).toMatchObject({ kind: 'covered', otherLanguage: 'deu' });
  expect([...(language.kind === 'covered' ? language.otherLines : [])]).toEqual([9, 10, 11, 12]);
});

test('mostly German: not analysed for the sake of a few English lines', () => {
  const mixed = [...GERMAN_LINES, ...GERMAN_LINES, ...ENGLISH_LINES.slice(0, 3)];
  expect(languageOf(linesOf(mixed), 'en')).toEqual({ kind: 'not_covered', language: 'deu' });
});

test('a long English beginning does not hide what comes after it', () => {
  const lines = [...SALES_CALL.lines.map(({ text }) => text), ...Array(30).fill(GERMAN_LINES).flat()];
  expect(languageOf(linesOf(lines), 'en')).toEqual({ kind: 'not_covered', language: 'deu' });
});

test('no summary, topic or insight is made of German lines in an English call', () => {
  const german = [
    'Können Sie uns bitte das Angebot schicken?',
    'Das Angebot kommt bis Freitag per Post zu Ihnen.',
  ];
  const turns = [...ENGLISH_LINES, ...german, ...ENGLISH_LINES.slice(0, 4)];
  const input = conversationOf(turns.map((text, i) => [i % 2 ? 'Ann' : 'Ben', text]));
  const analysis = analyseText(input);
  expect(JSON.stringify({ ...analysis, statistics: null })).not.toMatch(/Angebot|Freitag/);
  expect(analysis.notice).toBe('Lines in another language (deu) left out of the analysis: 2.');
  expect(analysis.statistics.words).toBeGreaterThan(analyseText(TEAM_MEETING).statistics.words + 15);
});
