import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citeSentence, splitConversation, splitLine } from './sentences.ts';

function line(index: number, speakerName: string | null, text: string) {
  return { index, speakerName, text, start: null, end: null };
}

test.each([
  ['Hello. How are you? Fine!', ['Hello.', 'How are you?', 'Fine!']],
  ['Okay . What is it ? Right', ['Okay .', 'What is it ?', 'Right']],
  ['Dr. Meier met Mr. Ortiz at 10.30 today.', ['Dr. Meier met Mr. Ortiz at 10.30 today.']],
  ['We got {disfmarker} some remotes are lost.', ['We got {disfmarker}', 'some remotes are lost.']],
  ['... !!! {vocalsound} .', []],
  ['', []],
])('splits %j', (text, sentences) => {
  expect(splitLine(text)).toEqual(sentences);
});

test('cuts a run of 10,000 words without punctuation into bounded pieces', () => {
  const pieces = splitLine('word '.repeat(10_000));
  expect(Math.max(...pieces.map((piece) => piece.split(' ').length))).toBeLessThanOrEqual(81);
  expect(pieces.join(' ').split(/\s+/)).toHaveLength(10_000);
});

test('joins a sentence that goes on after a back-channel and cites both lines', () => {
  const [first, second, third] = splitConversation([
    line(4, 'Ann', 'We will send the report'),
    line(5, 'Bob', 'Mm-hmm.'),
    line(6, 'Ann', 'to the legal team. Then we wait.'),
  ]);
  expect(first?.text).toBe('We will send the report to the legal team.');
  expect(first && citeSentence(first).map((evidence) => [evidence.sentenceIndex, evidence.quote])).toEqual([
    [4, 'We will send the report'],
    [6, 'to the legal team.'],
  ]);
  expect([second?.text, third?.text]).toEqual(['', 'We wait.']);
});

test.each([
  ['Is it red?', true],
  ['what do you need for that', true],
  ['what I need is time', false],
  ['It is red.', false],
])('question shape of %j is %s', (text, question) => {
  expect(splitConversation([line(0, null, text)])[0]?.question).toBe(question);
});

test('every quote is a verbatim part of the line it cites', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('um', 'so', '. ', '? ', '{gap}', '\n', '🙂', ' ,', 'we will send it'),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(' '));
  const conversation = fc.array(fc.tuple(fc.constantFrom('A', 'B', null), text), { maxLength: 8 });
  fc.assert(
    fc.property(conversation, (turns) => {
      const lines = turns.map(([speaker, words], index) => line(index, speaker, words));
      for (const evidence of splitConversation(lines).flatMap(citeSentence)) {
        expect(lines[evidence.sentenceIndex]?.text).toContain(evidence.quote);
        expect(evidence.quote).not.toBe('');
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});
