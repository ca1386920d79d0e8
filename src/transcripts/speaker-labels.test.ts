import { expect, test } from 'vitest';
import { chooseLabels } from './speaker-labels.ts';

const prose = Array.from({ length: 20 }, (_, index) => [`plain line ${index}`]);

test.each([
  ['most units have a label: one use is enough', [['Jane: a'], ['Bob: b'], ['c']], 'Bob: b', 'Bob'],
  ['few units have a label: one use is not enough', [...prose, ['Answer: 42']], 'Answer: 42', null],
  [
    'few units have a label: it recurs',
    [...prose, ['Jane Doe: a'], ['Jane Doe: b']],
    'Jane Doe: b',
    'Jane Doe',
  ],
  [
    'a sentence that recurs',
    [['Jane: a'], ['So the question is: b'], ['So the question is: c']],
    'So the question is: b',
    null,
  ],
  ['a heading that recurs', [...prose, ['Note: a'], ['Note: b']], 'Note: a', null],
  ['a clock time', [['At 10:30 we met']], 'At 10:30 we met', null],
  ['a URL', [['https://a.test/x']], 'https://a.test/x', null],
  ['seven words', [['One Two Three Four Five Six Seven: a']], 'One Two Three Four Five Six Seven: a', null],
  ['61 characters', [[`${'A'.repeat(61)}: a`]], `${'A'.repeat(61)}: a`, null],
  ['60 characters', [[`${'A'.repeat(60)}: a`]], `${'A'.repeat(60)}: a`, 'A'.repeat(60)],
  ['no letter', [['10: a'], ['10: b']], '10: a', null],
  ['a particle', [['Ludwig van der Berg: a']], 'Ludwig van der Berg: a', 'Ludwig van der Berg'],
  ['pronouns', [['Jane Doe (she/her): a']], 'Jane Doe (she/her): a', 'Jane Doe (she/her)'],
  ['family name first', [['Doe, Jane: a']], 'Doe, Jane: a', 'Doe, Jane'],
  ['numbered speaker', [['Speaker 1: a']], 'Speaker 1: a', 'Speaker 1'],
  ['punctuation', [['Really? Yes: a']], 'Really? Yes: a', null],
])('%s', (_name, units, line, expected) => {
  expect(chooseLabels(units)(line)?.label ?? null).toBe(expected);
});
