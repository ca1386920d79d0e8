import { expect, test } from 'vitest';
import { parseTranscript } from '../parse-transcript.ts';

function said(name: string, source: string): unknown {
  const parsed = parseTranscript({ name, bytes: new TextEncoder().encode(source) });
  if (parsed.kind === 'refused') return parsed.code;
  const { sentences } = parsed.transcript;
  const lines = Array.isArray(sentences)
    ? sentences.map((s) => `${s.speaker_name} | ${s.start} | ${s.end} | ${s.text}`)
    : [];
  return [parsed.format, parsed.header.title, ...lines];
}

test.each([
  [
    'LRC: tags, labels, words with times, a line that comes twice',
    'call.lrc',
    '[ti:Roof project]\n[ar:Mara]\n\n[00:01.00]Mara: <00:01.20>Hello <00:01.50>all\n[00:03.50][00:09.00]Tobias: Yes\n[00:05]Mara: Bye',
    [
      'lrc',
      'Roof project',
      'Mara | 1 | 3.5 | Hello all',
      'Tobias | 3.5 | 5 | Yes',
      'Mara | 5 | 7.6 | Bye',
      'Tobias | 9 | 11.6 | Yes',
    ],
  ],
  [
    'LRC: an offset shows lines earlier',
    'a.lrc',
    '[offset:+500]\n[00:01.00]Hi',
    ['lrc', undefined, 'null | 0.5 | 3.1 | Hi'],
  ],
  [
    'LRC by its content',
    'a.txt',
    '[00:01.00]Hi there\n[00:02.00]Ho',
    ['lrc', undefined, 'null | 1 | 2 | Hi there', 'null | 2 | 4.6 | Ho'],
  ],
  [
    'SBV',
    'a.sbv',
    '0:00:01.000,0:00:02.500\nMara: Hello\nall\n\n0:00:03.000,0:00:04.000\nTobias: Yes\n',
    ['sbv', undefined, 'Mara | 1 | 2.5 | Hello all', 'Tobias | 3 | 4 | Yes'],
  ],
])('%s', (_name, file, source, expected) => {
  expect(said(file, source)).toEqual(expected);
});
