import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHeader } from '../transcript-header.ts';
import { headerOf, languageTag } from './header-values.ts';

test.each([
  ['en', 'en'],
  ['EN_us', 'en-US'],
  ['eng', 'en'],
  ['english', 'en'],
  ['Haitian Creole', 'ht'],
  ['romanian', 'ro'],
  ['jw', 'jv'],
  ['zh-Hant', 'zh-Hant'],
  ['multi', null],
  ['und', null],
  ['klingon, mostly', null],
  [7, null],
])('language %j is %s', (value, expected) => {
  expect(languageTag(value)).toBe(expected);
});

test.each([
  [1_780_480_800_000, '2026-06-03T10:00:00.000Z'],
  ['1780480800', '2026-06-03T10:00:00.000Z'],
  ['2026-06-03T12:00:00+02:00', '2026-06-03T10:00:00.000Z'],
  ['2026-06-03', '2026-06-03T00:00:00.000Z'],
  [0, undefined],
  ['soon', undefined],
  [{}, undefined],
])('date %j is %s', (date, expected) => {
  expect(headerOf({ date }).date).toBe(expected);
});

test('titles fit, people have names or addresses', () => {
  const participants = [
    { name: ' Mara\u0000Lind ', mailto: 'mailto:mara@acme.example' },
    { email: 'no address' },
    'ines@roof.example',
    { name: 'Mara Lind', email: 'mara@acme.example' },
    null,
  ];
  expect(headerOf({ title: `a\n${'b'.repeat(600)}`, participants })).toEqual({
    title: `a ${'b'.repeat(497)}…`,
    participants: [
      { name: 'Mara Lind', email: 'mara@acme.example', role: null },
      { name: null, email: 'ines@roof.example', role: null },
    ],
  });
});

test('property: whatever the values, a header passes its checks', () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.anything(),
      fc.anything(),
      fc.array(fc.anything()),
      (title, date, language, participants) => {
        const { conversationType: _type, ...header } = headerOf({ title, date, language, participants });
        expect(readHeader(header)).toEqual({ kind: 'header', header });
      },
    ),
  );
});

test('a moment that a zone puts beyond the year 9999 is left out by itself', () => {
  expect(headerOf({ title: 'Roof', date: '9999-12-31T23:59:59-12:00' })).toEqual({ title: 'Roof' });
});
