import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growthOf } from '../../../../testing/growth.ts';
import { parseTranscript } from '../parse-transcript.ts';
import { transcriptFormats } from './table.ts';

const characters = 300_000;
/** Four times as long for twice as much is quadratic. */
const mostGrowth = 3.3;

function fill(unit: string): (length: number) => string {
  return (length) => unit.repeat(Math.ceil(length / unit.length));
}

test.each<[string, (length: number) => string]>([
  ['blanks in a line', (n) => `Mara${' '.repeat(n)}x: Hi`],
  ['blanks before a brace', (n) => `Attendees\nMara\nTranscript\nMara: ${' '.repeat(n)}{#x}`],
  ['empty lines', (n) => `Mara: Hi\n${'\n'.repeat(n)}Tobias: Hi`],
  ['one stamp again and again', fill('0:03 a\n')],
  ['stamps in one line', fill('0:03 ')],
  ['heads without text', fill('Mara   0:03\n')],
  ['messages of one chat', fill('[03.06.26, 10:00:12] A: b\n')],
  ['a message that does not end', (n) => `[03.06.26, 10:00:12] A: ${fill('\u200e<')(n)}`],
  ['recipients', (n) => `00:00:01\t From ${fill(' to ')(n)}`],
  ['reactions', (n) => `00:00:01 From A to B : ${fill('reacted to "" with ')(n)}`],
  ['notes without a link', (n) => `0:03 - A\n${fill('ACTION ITEM: x\n')(n)}\n0:05 - B\nx`],
  ['links without a note', (n) => `0:03 - A\nACTION ITEM: ${fill('- WATCH ')(n)}\n0:05 - B\nx`],
  ['bold that does not end', (n) => `# T\n\n**A:** x\n${fill('**A')(n)}`],
  ['links that do not end', (n) => `# T\n\n**A:** x\n${fill('[a](')(n)}`],
  ['names', (n) => Array.from({ length: n / 10 }, (_, at) => `N${at}: x`).join('\n')],
  ['names on lines of their own', fill('MARA\nHi.\n\nTOM\nHo.\n\n')],
  ['carriage returns', fill('A: b\r')],
])('%s: twice as much takes about twice as long', (_name, write) => {
  const reading = (length: number): (() => unknown) => {
    const bytes = new TextEncoder().encode(write(length));
    return () => parseTranscript({ name: 'a.txt', bytes });
  };
  const work = { small: reading(characters), large: reading(2 * characters) };
  expect(growthOf(work, mostGrowth)).toBeLessThan(mostGrowth);
});

test('property: pieces of all formats in any order are read or refused, never an exception', () => {
  const piece = fc.constantFrom(
    '\n',
    '\n\n',
    '  ',
    '   ',
    '\t',
    ': ',
    '[',
    ']',
    '(',
    ')',
    '**',
    '# ',
    '> ',
    '---',
    '```',
    '\u200e',
    '\u202f',
    '0:03',
    '00:00:12',
    '10:02 AM',
    '0:03 - 0:05',
    '1.5s',
    ' --> ',
    '03.06.26',
    '2026-06-03',
    'June 3, 2026',
    'Mara',
    'stork',
    '田中',
    '🦊',
    'Attendees',
    'Transcript',
    '📖 Transcript',
    'Meeting ended after 00:10:22',
    '[03.06.26, 10:00:12] Mara: ',
    '00:06:51\tMara:\t',
    '10:02:11 From A to Everyone:',
    'Mara, [03.06.2026 10:00]',
    'Mara  0:03',
    'Mara   0:03',
    'Mara (00:03):',
    '0:03 - Mara',
    '0:0:5.100 --> 0:0:8.250',
    '1 minute 8 seconds',
    'VIEW RECORDING',
    'ACTION ITEM: x - WATCH: y',
    'Transcribed by https://otter.ai',
    'started transcription',
  );
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 });
  const format = fc.constantFrom(undefined, ...transcriptFormats.map(({ id }) => id));
  fc.assert(
    fc.property(text, format, (pieces, wanted) => {
      const bytes = new TextEncoder().encode(pieces.join(''));
      const parsed = parseTranscript({ name: 'a.txt', bytes }, { format: wanted });
      expect(['parsed', 'refused']).toContain(parsed.kind);
    }),
    { numRuns: 1500 },
  );
});
