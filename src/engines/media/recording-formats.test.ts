import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { programRoot } from '../../base/program.ts';
import { type RecordingFormat, recordingFormats, storedType } from './recording-formats.ts';

const documentation = path.join(programRoot, 'docs/recordings.md');
const heading = ['format', '`imported_as`', 'endings', 'sound in it', 'decoded by'];

/** The table of the documentation; formats that differ only in their rate share a row. */
function documentedTable(): string {
  const rows = new Map<string, RecordingFormat[]>();
  for (const format of recordingFormats) {
    const family = format.name.startsWith('sln') ? 'signed linear of 16 bits' : format.title;
    rows.set(family, [...(rows.get(family) ?? []), format]);
  }
  const cells = [...rows].map(([family, formats]) => {
    const [{ sound, decoder } = { sound: '', decoder: '' }] = formats;
    const names = formats.map(({ name }) => name);
    const endings = new Set(formats.flatMap(({ mediaTypes }) => Object.keys(mediaTypes)));
    return [family, names.join(', '), [...endings].join(', '), sound, decoder];
  });
  return [heading, heading.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

test('the documentation has the table of the code', () => {
  expect(readFileSync(documentation, 'utf8')).toContain(`\n\n${documentedTable()}\n`);
});

test.each([
  ['wav', 'wav', 'wav', 'audio/wav'],
  ['wav', 'mp3', 'wav', 'audio/wav'],
  ['mp4', 'm4a', 'm4a', 'audio/mp4'],
  ['mp4', '3gp', '3gp', 'video/3gpp'],
  ['ogg', 'opus', 'opus', 'audio/ogg'],
  ['mov', '', 'mov', 'video/quicktime'],
  ['matroska', 'webm', 'mkv', 'video/x-matroska'],
  ['mpeg-transport-stream', '', 'ts', 'video/mp2t'],
  ['ulaw', 'raw', 'ulaw', 'audio/PCMU'],
  ['amr-wb', 'amr', 'awb', 'audio/AMR-WB'],
  ['unheard-of', 'wav', 'media', 'application/octet-stream'],
])('%s from a file named .%s is kept as .%s, %s', (container, ending, extension, mediaType) => {
  expect(storedType(container, ending)).toEqual({ extension, mediaType });
});
