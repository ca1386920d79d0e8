import { expect, test } from 'vitest';
import { readStampedLine } from './line-stamp.ts';

function told(line: string): string | null {
  const found = readStampedLine(line);
  if (!found) return null;
  const { place, start, end, written, isClock, name, text } = found;
  return [place, start, end ?? '', isClock ? written : '', name, text].join('|').replace(/\|+$/u, '');
}

test.each([
  ['[00:00:03] Good morning', 'lead|3||||Good morning'],
  ['00:00:03 - Mara Lind', 'lead|3||||Mara Lind'],
  ['(0:03 – 0:07) Mara: Hi', 'lead|3|7|||Mara: Hi'],
  ['[00:00:03.120 --> 00:00:07.500]  Good', 'lead|3.12|7.5|||Good'],
  ['[0.00s -> 2.50s] Good', 'lead|0|2.5|||Good'],
  ['10:02 AM Mara Lind: Hi', 'lead|36120||10:02 AM||Mara Lind: Hi'],
  ['10:02\u202fp.m. Mara Lind: Hi', 'lead|79320||10:02 p.m.||Mara Lind: Hi'],
  ['@0:33 - Mara Lind', 'lead|33||||Mara Lind'],
  ['00:05:00', 'alone|300'],
  ['[00:00:03:18 - 00:00:08:08]', 'alone|3|8'],
  ['Mara Lind  0:03  ', 'trail|3|||Mara Lind'],
  ['Mara Lind | 00:03', 'trail|3|||Mara Lind'],
  ['Speaker 1 (00:03):', 'trail|3|||Speaker 1'],
  ["🦊 D'Arcy [Acme] 1:02:45", "trail|3765|||🦊 D'Arcy [Acme]"],
  ['Mara Lind: [00:00:03] Good', 'inside|3|||Mara Lind|Good'],
  ['Mara Lind (00:03): Good', 'inside|3|||Mara Lind|Good'],
  ['Mara Lind [00:03 - 00:07] Good', 'inside|3|7||Mara Lind|Good'],
  ['Mara Lind 00:03: Good', 'inside|3|||Mara Lind|Good'],
  ['we meet at 10:30 tomorrow', null],
  ['it is 10:75', null],
  ['v1:2', null],
  ['see page 12 of 30s', null],
  ['https://a.test:8080/10:30', null],
])('%s', (line, expected) => {
  expect(told(line)).toBe(expected);
});

test('a bare stamp after one space is told from one that is set off', () => {
  expect(readStampedLine('until 10:30')?.setOff).toBe(false);
  expect(readStampedLine('Mara  10:30')?.setOff).toBe(true);
  expect(readStampedLine('Mara (10:30)')?.setOff).toBe(true);
  expect(readStampedLine('Mara\t10:30')?.setOff).toBe(true);
});

test('a long line is looked at only at its beginning', () => {
  expect(readStampedLine(`${'word '.repeat(100_000)}10:30`)).toBeNull();
});
