import { expect, test } from 'vitest';
import { faultSentence } from '../../../../testing/fault-sentence.ts';
import { NoticeTally } from '../../../base/notice.ts';
import { Source } from '../source.ts';
import { webVtt } from './web-vtt.ts';

function said(source: string): unknown {
  const options = { carrySpeakers: false, timeUnit: null, notices: new NoticeTally() };
  const read = webVtt.read(new Source('a.vtt', source), options);
  if (read.kind === 'refused') return `${read.code}: ${faultSentence(read)}`;
  const { sentences } = read.transcript;
  return Array.isArray(sentences)
    ? sentences.map((s) => [s.speaker_name, s.start, s.end, s.text].join(' | ').replace(/^ \|/u, 'null |'))
    : null;
}

const T = '00:00:01.000 --> 00:00:02.500';

test.each([
  [
    'header text, no hours, settings',
    'WEBVTT - a call\nKind: captions\n\n00:01.5 --> 01:02.250 align:start\nHi',
    ['null | 1.5 | 62.25 | Hi'],
  ],
  ['CR only', `WEBVTT\r\r${T}\rHi`, ['null | 1 | 2.5 | Hi']],
  [
    'NOTE, STYLE and REGION blocks',
    `WEBVTT\n\nNOTE\nnot said\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n${T}\nHi\n\nNOTE gone`,
    ['null | 1 | 2.5 | Hi'],
  ],
  [
    'voice with classes and other tags',
    `WEBVTT\n\nid 1\n${T}\n<v.loud.first Jane  Doe>Hi <i.x>you</i>, <00:00:02.000>now</v>`,
    ['Jane Doe | 1 | 2.5 | Hi you, now'],
  ],
  [
    'several voices in one cue',
    `WEBVTT\n\n${T}\n<v Jane>Hi</v>\n<v Bob>Hello\nthere`,
    ['Jane | 1 | 2.5 | Hi', 'Bob | 1 | 2.5 | Hello there'],
  ],
  [
    'a cue without voice beside voices',
    `WEBVTT\n\n${T}\n<v Jane>Hi</v>\n\n00:03.000 --> 00:04.000\nNote: silence`,
    ['Jane | 1 | 2.5 | Hi', 'null | 3 | 4 | Note: silence'],
  ],
  [
    'character references',
    `WEBVTT\n\n${T}\n<v R&amp;D>a &lt;b&gt; &amp;amp;&nbsp;&#233;&#x1F600;&#xD800; &bogus; a < b <3`,
    ['R&D | 1 | 2.5 | a <b> &amp; é😀\ufffd &bogus; a < b <3'],
  ],
  [
    'Zoom',
    `WEBVTT\n\n1\n${T}\nJane Doe: Good morning.\n\n2\n00:00:03.000 --> 00:00:04.000\nBob O’Neil (Acme): So the question is: why?\n\n3\n00:00:05.000 --> 00:00:06.000\nno name here`,
    [
      'Jane Doe | 1 | 2.5 | Good morning.',
      'Bob O’Neil (Acme) | 3 | 4 | So the question is: why?',
      'null | 5 | 6 | no name here',
    ],
  ],
  [
    'Teams',
    `WEBVTT\n\nf1e2d3c4-0000-4000-8000-123456789abc/12-0\n0:0:1.0 --> 0:0:2.507\n<v Jane Doe>One\ntwo</v>\n\nf1e2d3c4-0000-4000-8000-123456789abc/12-1\n00:00:02.507 --> 00:00:04.000\n<v Jane Doe>three</v>`,
    ['Jane Doe | 1 | 2.507 | One two', 'Jane Doe | 2.507 | 4 | three'],
  ],
  [
    'out of order',
    `WEBVTT\n\n00:05.000 --> 00:06.000\nlater\n\n00:01.000 --> 00:02.000\nearlier`,
    ['null | 1 | 2 | earlier', 'null | 5 | 6 | later'],
  ],
  ['an arrow in speech', `WEBVTT\n\n${T}\nfrom A --> B`, ['null | 1 | 2.5 | from A --> B']],
  ['a blank line inside a cue loses no speech', `WEBVTT\n\n${T}\none\n\ntwo`, ['null | 1 | 2.5 | one two']],
  [
    'blank lines everywhere',
    `WEBVTT\n\n1\n\n${T}\n\none\n\n2\n\n00:03.000 --> 00:04.000\n\ntwo`,
    ['null | 1 | 2.5 | one', 'null | 3 | 4 | two'],
  ],
  [
    'a very long call',
    'WEBVTT\n\n100:00:00.000 --> 100:00:00.001\nstill here',
    ['null | 360000 | 360000.001 | still here'],
  ],
  [
    'negative length',
    `WEBVTT\n\n${T}\nHi\n\n00:03.000 --> 00:02.999\nBob`,
    ['null | 1 | 2.5 | Hi', 'null | 3 | 3 | Bob'],
  ],
  [
    'broken timing',
    `WEBVTT\n\n00:01 --> later\nHi\n\n00:03.000 --> 00:04.000\nBye`,
    ['null | 1 | 3 | Hi', 'null | 3 | 4 | Bye'],
  ],
  ['minutes beyond 59', 'WEBVTT\n\n00:61:00.000 --> 00:62:00.000\nHi', ['null | 3660 | 3720 | Hi']],
  ['no header', `${T}\nHi`, 'malformed: Line 1: a WebVTT file begins with the line "WEBVTT".'],
  ['a time before the start', 'WEBVTT\n\n-00:00:03.000 --> 00:00:01.000\nHi', ['null | 0 | 1 | Hi']],
  ['no cue', 'WEBVTT\n\nNOTE nothing', 'no_speech: The file holds no words.'],
  ['header only', 'WEBVTT', 'no_speech: The file holds no words.'],
])('%s', (_name, source, expected) => {
  expect(said(source)).toEqual(expected);
});
