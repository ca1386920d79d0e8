import { expect, test } from 'vitest';
import { NoticeTally } from '../../../base/notice.ts';
import { readLabelledText } from './labelled-text.ts';

function said(source: string): unknown {
  const read = readLabelledText(source.split('\n'), {
    carrySpeakers: false,
    timeUnit: null,
    notices: new NoticeTally(),
  });
  if (read.kind === 'refused') return read.code;
  const { messages } = read.transcript;
  return Array.isArray(messages) ? messages.map((m) => `${m.speaker_name} | ${m.text}`) : null;
}

test.each([
  ['no space after the colon', 'Jane:Hi\nBob:Hello', ['Jane | Hi', 'Bob | Hello']],
  ['names', 'Jane Doe: Hi\nBob: Hello: you', ['Jane Doe | Hi', 'Bob | Hello: you']],
  [
    'continuation lines',
    'Jane: one\ntwo\n\nthree\nBob: four\nJane: five',
    ['Jane | one two three', 'Bob | four', 'Jane | five'],
  ],
  ['name on its own line', 'Jane Doe:\nHi there\n\nBob:\nHello', ['Jane Doe | Hi there', 'Bob | Hello']],
  [
    'lines before the first name',
    'Weekly call\nat noon\n\nRoom 4\n\nJane: Hi\nBob: Hello\nJane: So',
    ['null | Weekly call at noon', 'null | Room 4', 'Jane | Hi', 'Bob | Hello', 'Jane | So'],
  ],
  ['a date above is no speech', 'Date: 2026-01-02\n\nJane: Hi\nBob: Hello', ['Jane | Hi', 'Bob | Hello']],
  [
    'a clock time in speech stays',
    'Jane: when?\nBob: then\n10:30 works\nJane: good',
    ['Jane | when?', 'Bob | then 10:30 works', 'Jane | good'],
  ],
  [
    'paragraphs without names',
    'We met.\nIt was fine.\n\nThen we left.\nJane: Yes.\nErik: So it was.\nJane: Indeed.',
    [
      'null | We met. It was fine.',
      'null | Then we left.',
      'Jane | Yes.',
      'Erik | So it was.',
      'Jane | Indeed.',
    ],
  ],
  [
    'a sentence with a colon is no name',
    'I came home late that day.\nSo the question is: why?\nNobody knew.\nSee https://a.test: it says',
    'unknown_format',
  ],
  ['no name at all', 'We met.\nIt was fine.', 'unknown_format'],
  [
    'lower-case names',
    'jane: hi\nbob: hello\njane: so\nbob: yes',
    ['jane | hi', 'bob | hello', 'jane | so', 'bob | yes'],
  ],
  [
    'questions and answers',
    'Q: Why?\nA: So.\nQ: When?\nA: Now.',
    ['Q | Why?', 'A | So.', 'Q | When?', 'A | Now.'],
  ],
  [
    'an interview',
    'INTERVIEWER: Why?\nRECK: So.\n\nAnd so.\nINTERVIEWER: When?',
    ['INTERVIEWER | Why?', 'RECK | So. And so.', 'INTERVIEWER | When?'],
  ],
  ['other scripts', 'Åsa Öberg: Hej\n田中：こんにちは', ['Åsa Öberg | Hej', '田中 | こんにちは']],
  ['no words', '---\n...\n---', 'no_speech'],
])('%s', (_name, source, expected) => {
  expect(said(source)).toEqual(expected);
});
