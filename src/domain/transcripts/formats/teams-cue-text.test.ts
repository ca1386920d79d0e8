import { expect, test } from 'vitest';
import { parseTranscript } from '../parse-transcript.ts';
import { isSentenceTranscript } from '../stored-transcript.ts';

function read(cues: readonly string[][]): unknown {
  const text = cues.map((lines, at) => `0:0:${at}.0 --> 0:0:${at + 1}.0\n${lines.join('\n')}\n`).join('\n');
  const parsed = parseTranscript({ name: 'a.txt', bytes: new TextEncoder().encode(text) });
  if (parsed.kind === 'refused' || !isSentenceTranscript(parsed.transcript)) return parsed;
  const { format, transcript, notices } = parsed;
  const said = transcript.sentences.map(({ speaker_name, text: words }) => `${speaker_name} ${words}`);
  const left = notices.filter((notice) => notice.code !== 'speakers_unknown');
  return [format, ...said, ...left.map(({ code, count, firstPlace }) => `${code} ${count} ${firstPlace}`)];
}

const [bob, ann] = ['Bob Jones', 'Ann Lee'];

test.each([
  [
    'a cue without a name keeps its words',
    [
      [bob, 'one'],
      [bob, 'two'],
      ['I resign today.'],
      [bob, 'four'],
      [ann, 'five'],
      [bob, 'six'],
      [ann, 'seven'],
    ],
    [
      'Bob Jones one',
      'Bob Jones two',
      'null I resign today.',
      'Bob Jones four',
      'Ann Lee five',
      'Bob Jones six',
      'Ann Lee seven',
      'words_unlabelled 1 line 10',
    ],
  ],
  [
    'a third of the cues has no name',
    [[bob, 'one'], ['so it is'], [ann, 'three'], ['it was me'], [bob, 'five'], [ann, 'six']],
    [
      'Bob Jones one',
      'null so it is',
      'Ann Lee three',
      'null it was me',
      'Bob Jones five',
      'Ann Lee six',
      'words_unlabelled 2 line 6',
    ],
  ],
  [
    'two lines without a name',
    [
      [bob, 'one'],
      [bob, 'two'],
      ['I resign today,', 'and that is it.'],
      [ann, 'four'],
      [bob, 'five'],
      [ann, 'six'],
    ],
    [
      'Bob Jones one',
      'Bob Jones two',
      'null I resign today, and that is it.',
      'Ann Lee four',
      'Bob Jones five',
      'Ann Lee six',
      'words_unlabelled 1 line 10',
    ],
  ],
  [
    'somebody speaks once',
    [
      [bob, 'one'],
      [bob, 'two'],
      ['The Host', 'three'],
      [bob, 'four'],
    ],
    ['Bob Jones one', 'Bob Jones two', 'The Host three', 'Bob Jones four'],
  ],
])('%s', (_name, cues, expected) => {
  expect(read(cues)).toEqual(['teams_cue_text', ...expected]);
});
