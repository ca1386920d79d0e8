import { expect, test } from 'vitest';
import { parseSrt } from './sub-rip.ts';

function said(source: string): unknown {
  const read = parseSrt(source.split('\n'));
  if (read.kind === 'refused') return `${read.code}: ${read.message}`;
  const { sentences } = read.transcript;
  return Array.isArray(sentences)
    ? sentences.map((s) => `${s.speaker_name} | ${s.start} | ${s.end} | ${s.text}`)
    : null;
}

const T = '00:00:01,000 --> 00:00:02,500';
const U = '00:00:03,000 --> 00:00:04,000';

test.each([
  [
    'a cue glued to speech',
    `1\n${T}\nHi\n\nyou\nthere\n2\n${U}\nBye`,
    ['null | 1 | 2.5 | Hi you there', 'null | 3 | 4 | Bye'],
  ],
  [
    'numbers and comma decimals',
    `1\n${T}\nHi\nthere\n\n2\n${U}\nBye`,
    ['null | 1 | 2.5 | Hi there', 'null | 3 | 4 | Bye'],
  ],
  ['no numbers', `${T}\nHi\n\n${U}\nBye`, ['null | 1 | 2.5 | Hi', 'null | 3 | 4 | Bye']],
  ['no blank line between cues', `1\n${T}\nHi\n2\n${U}\nBye`, ['null | 1 | 2.5 | Hi', 'null | 3 | 4 | Bye']],
  [
    'style codes',
    `1\n${T}\n{\\an8}<i>Hi</i> <font color="#ff0000">you</font> AT&T`,
    ['null | 1 | 2.5 | Hi you AT&T'],
  ],
  [
    'names',
    `1\n${T}\nJane: Hi\n\n2\n${U}\nBob Roy: at 10:30: fine`,
    ['Jane | 1 | 2.5 | Hi', 'Bob Roy | 3 | 4 | at 10:30: fine'],
  ],
  [
    'dashes',
    `1\n${T}\n- Jane: Hi\n- Bob: Hello\n\n2\n${U}\n- Jane: -5 degrees`,
    ['Jane | 1 | 2.5 | Hi', 'Bob | 1 | 2.5 | Hello', 'Jane | 3 | 4 | -5 degrees'],
  ],
  [
    'brackets',
    `1\n${T}\n[Jane Doe] Hi\n\n2\n${U}\n[Bob] Hello`,
    ['Jane Doe | 1 | 2.5 | Hi', 'Bob | 3 | 4 | Hello'],
  ],
  [
    'a sound in brackets',
    `1\n${T}\nJane: Hi\n\n2\n${U}\n[Laughs] Oh\n\n3\n${U}\nBob: yes`,
    ['Jane | 1 | 2.5 | Hi', 'null | 3 | 4 | [Laughs] Oh', 'Bob | 3 | 4 | yes'],
  ],
  [
    'text before the first cue',
    `Hello\n\n1\n${T}\nHi`,
    'malformed: Line 1: text before the first cue timing.',
  ],
  [
    'broken timing',
    `1\n00:00:01,000 --> later\nHi`,
    'malformed: Line 2: "00:00:01,000 --> later" is not a cue timing.',
  ],
  ['no text', `1\n${T}\n\n`, 'no_speech: The SubRip file holds no cue with text.'],
])('%s', (_name, source, expected) => {
  expect(said(source)).toEqual(expected);
});
