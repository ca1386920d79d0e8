import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { programRoot } from '../src/base/program.ts';

/** Each may import itself and what stands before it. */
const layers = [
  'base',
  'db',
  'events',
  'jobs',
  'engines',
  'domain',
  'processing',
  'intake',
  'http',
  'server',
  'cli',
  'main.ts',
];

const source = path.join(programRoot, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(path.sep).join('/'));
const shipped = files.filter((file) => !file.endsWith('.test.ts'));

/** The files that each file imports or names as a module of its own, types included, relative to src/. */
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(source, file), 'utf8');
  return [...text.matchAll(/['"`](\.{1,2}\/[^'"`\s$]+\.ts)['"`]/g)].map(([, specifier = '']) =>
    path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)),
  );
}

const roomOf = (file: string): string => file.split('/', 1)[0] ?? '';
const edges = shipped.flatMap((file) => (imports.get(file) ?? []).map((imported) => ({ file, imported })));

test('src/ has a room for each layer and no other', () => {
  const rooms = readdirSync(source);
  expect(rooms.length).toBeLessThanOrEqual(12);
  expect(layers).toEqual(expect.arrayContaining(rooms));
});

test('what only tests use stands in testing/', () => {
  const used = new Set(shipped.flatMap((file) => imports.get(file) ?? []));
  const started = ['main.ts', 'cli/main.ts'];
  expect(shipped.filter((file) => !used.has(file) && !started.includes(file))).toEqual([]);
});

test('imports run one way', () => {
  const upwards = edges.filter(({ file, imported }) => {
    if (imported.startsWith('../')) return !imported.startsWith('../contract/') || roomOf(file) !== 'http';
    return layers.indexOf(roomOf(imported)) > layers.indexOf(roomOf(file));
  });
  expect(upwards).toEqual([]);
});

test('the pages import themselves and the contract’s types alone', () => {
  const web = path.join(programRoot, 'web');
  const strangers = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('dist'))
    .flatMap((file) =>
      [...readFileSync(path.join(web, file), 'utf8').matchAll(/['"](\.{1,2}\/[^'"\s$]+\.tsx?)['"]/g)]
        .map(([, specifier = '']) => path.posix.join(path.posix.dirname(file), specifier))
        .filter((imported) => imported.startsWith('../') && imported !== '../contract/app.types.ts')
        .map((imported) => `${file} imports ${imported}`),
    );
  expect(strangers).toEqual([]);
});

test('a domain folder reads and writes the rows of another through its rules', () => {
  const folderOf = (file: string): string => path.posix.dirname(file);
  const across = edges.filter(
    ({ file, imported }) =>
      imported.startsWith('domain/') &&
      imported.endsWith('/queries.ts') &&
      file.startsWith('domain/') &&
      folderOf(imported) !== folderOf(file),
  );
  expect(across).toEqual([]);
});

test('no file leads back to itself, by types either', () => {
  const done = new Set<string>();
  const circles: string[][] = [];
  const follow = (file: string, way: string[]): void => {
    const begins = way.indexOf(file);
    if (begins >= 0) circles.push(way.slice(begins));
    if (begins >= 0 || done.has(file)) return;
    for (const imported of imports.get(file) ?? []) follow(imported, [...way, file]);
    done.add(file);
  };
  for (const file of shipped) follow(file, []);
  expect(circles).toEqual([]);
});

test('test/ has the rooms of src/', () => {
  const beside = [
    'bench',
    'chaos',
    'deploy',
    'docs',
    'flows',
    'fuzz',
    'judge',
    'matrices',
    'mutants',
    'support',
    'web',
    'structure.test.ts',
  ];
  const strangers = readdirSync(path.join(programRoot, 'test'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.relative(path.join(programRoot, 'test'), path.join(entry.parentPath, entry.name)))
    .filter((folder) => !beside.includes(roomOf(folder)) && !existsSync(path.join(source, folder)));
  expect(strangers).toEqual([]);
});
