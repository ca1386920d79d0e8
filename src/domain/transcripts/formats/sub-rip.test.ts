import { expect, test } from 'vitest';
import { faultSentence } from '../../../../testing/fault-sentence.ts';
import { NoticeTally } from '../../../base/notice.ts';
import { Source } from '../source.ts';
import { subRip } from './sub-rip.ts';

function said(source: string): unknown {
  const options = { carrySpeakers: false, timeUnit: null, notices: new NoticeTally() };
  const read = subRip.read(new Source('a.srt', source), options);
  if (read.kind === 'refused') return `${read.code}: ${faultSentence(read)}`;
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
    ['Jane | 1 | 2.5 | Hi', 'null | 3 | 4 | Oh', 'Bob | 3 | 4 | yes'],
  ],
  ['text before the first cue', `Exported by a tool\n\n1\n${T}\nHi`, ['null | 1 | 2.5 | Hi']],
  [
    'broken timing',
    `1\n00:00:01,000 --> later\nHi\n\n2\n${U}\nBye`,
    ['null | 1 | 3 | Hi', 'null | 3 | 4 | Bye'],
  ],
  ['no text', `1\n${T}\n\n`, 'no_speech: The file holds no words.'],
  ['no timing', 'Hi', 'malformed: The file has no cue timing such as "00:00:01,000 --> 00:00:02,500".'],
  [
    'mostly unreadable',
    `1\n0 --> later\nHi\n\n2\n1 --> soon\nHo\n\n3\n${U}\nBye`,
    'malformed: Line 2: "0 --> later" is not a cue timing.',
  ],
  ['colons before milliseconds', '1\n00:00:01:000 --> 00:00:02:500\nHi', ['null | 1 | 2.5 | Hi']],
  ['a short arrow', '1\n00:00:01,000 -> 00:00:02,500\nHi', ['null | 1 | 2.5 | Hi']],
])('%s', (_name, source, expected) => {
  expect(said(source)).toEqual(expected);
});
