import { expect, test } from 'vitest';
import { type CodeLanguage, codeLanguages, codePieces } from './code-pieces.ts';

const told = (language: CodeLanguage, text: string): string[] =>
  codePieces(language, text)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text: part }) => `${kind} ${part}`);

test.each<[CodeLanguage, string, string[]]>([
  [
    'json',
    '{"a\\"b": "c: 1", "d": -1.5e3, "e": null}',
    ['key "a\\"b"', 'string "c: 1"', 'key "d"', 'number -1.5e3', 'key "e"', 'word null'],
  ],
  ['http', 'X-A: sha256=ab\nB: "m";q=60', ['key X-A', 'key B', 'string "m"', 'number 60']],
  ['bash', 'curl -X GET "a # b" # c', ['word curl', 'key -X', 'string "a # b"', 'comment # c']],
  ['javascript', "const a = 'b'; // c", ['word const', "string 'b'", 'comment // c']],
  ['python', 'return f"{a}" # None', ['word return', 'string f"{a}"', 'comment # None']],
  ['text', '"a" 1', []],
])('%s: %s', (language, text, pieces) => expect(told(language, text)).toEqual(pieces));

test.each(codeLanguages)('%s loses nothing', (language) => {
  for (const text of ['', '"', '\\', '{"a":', "'\n'", 'ö 😀 // # "x" 12 -H: y\n\ncurl'])
    expect(
      codePieces(language, text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
});
