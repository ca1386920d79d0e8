import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { commentsOf, type Passage, paragraphsOf, sentencesOf, stumble } from './prose.ts';

const rooms = ['src', 'test', 'testing', 'bench', 'demo', 'contract', 'docs'];
const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];
const generated = ['contract/partner.types.ts', 'contract/app.types.ts'];
/** An earlier program wrote these texts, and the test that adopts its database needs them as they were. */
const frozen = ['testing/db/rows-before.sql', 'testing/db/schema-before.sql'];

const files = rooms
  .flatMap((room) =>
    readdirSync(path.join(programRoot, room), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(room, file.split(path.sep).join('/')),
    ),
  )
  .concat(pages)
  .filter((file) => /\.(?:ts|sql|md)$/u.test(file) && ![...generated, ...frozen].includes(file));

function passagesOf(file: string): Passage[] {
  const text = readFileSync(path.join(programRoot, file), 'utf8');
  if (file.endsWith('.md')) return paragraphsOf(text);
  return commentsOf(text, file.endsWith('.sql') ? '--' : '//');
}

function stumblesOf(file: string): string[] {
  return passagesOf(file)
    .filter(({ text }) => !/^biome-ignore|^@vitest/u.test(text))
    .flatMap(sentencesOf)
    .flatMap(({ line, text }) => {
      const reason = stumble(text);
      return reason ? [`${file}:${line} ${reason}: ${text}`] : [];
    });
}

test('each sentence of comments and pages names its subject and has at most 25 words', () => {
  expect(files.flatMap(stumblesOf)).toEqual([]);
});

const vague = 'What is kept.';

test.each([
  ['// What is kept.\nconst a = 1;', ['does not name its subject']],
  [`const a = 1; // ${vague}`, ['does not name its subject']],
  ['// What is it? A name.', []],
  ['/**\n * One.\n * Who asks\n * is told.\n */', ['does not name its subject']],
  [`// ${'so '.repeat(13)}\n// ${'on '.repeat(13)}`, ['has 26 words, more than 25']],
  [`// ${'so '.repeat(25)}\n\n// on`, []],
  [`/**\n * ${'so '.repeat(20)}\n * - ${'on '.repeat(20)}\n */`, []],
  ["const a = 'https://example.com/What'; // unit: ms", []],
])('comments: %j', (source, reasons) => {
  const found = commentsOf(source, '//').flatMap(sentencesOf);
  expect(found.map(({ text }) => stumble(text)).filter(Boolean)).toEqual(reasons);
});

test.each([
  ['One.\nWhat is kept\nstays.', ['does not name its subject']],
  ['```sh\nWhat is kept.\n```\n> Who said it.\n# What is new', []],
  ['- one\n- Whoever asks, hears', ['does not name its subject']],
  ['| option | What it does |', ['does not name its subject']],
  [`- ${'so '.repeat(20)}\n- ${'on '.repeat(20)}`, []],
])('pages: %j', (page, reasons) => {
  const found = paragraphsOf(page).flatMap(sentencesOf);
  expect(found.map(({ text }) => stumble(text)).filter(Boolean)).toEqual(reasons);
});
