import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { faultMeanings } from '../../src/base/fault.ts';
import { programRoot } from '../../src/base/program.ts';

const ofRecordings =
  /^(?:media|asr|provider|sound|language)_|^(?:not_media|disk_full|no_speech|file_missing)$/;

/** The codes in the first column of the table below a heading. */
function codesUnder(heading: string, page: string): string[] {
  const text = readFileSync(path.join(programRoot, 'docs', page), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const cells = section.split('\n').flatMap((line) => /^\| (.*?) \|/.exec(line)?.[1] ?? []);
  return cells.flatMap((cell) => [...cell.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code));
}

test('what the pages say of codes is true of the table of codes', () => {
  const known = Object.keys(faultMeanings);
  const described = [
    ...codesUnder('When it does not work', 'recordings.md'),
    ...codesUnder('When a provider fails', 'providers.md'),
  ];
  expect(known).toEqual(expect.arrayContaining(described));
  expect(described).toEqual(expect.arrayContaining(known.filter((code) => ofRecordings.test(code))));
});
