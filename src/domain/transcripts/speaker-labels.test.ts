import { describe, expect, test } from 'vitest';
import { NoticeTally } from '../../base/notice.ts';
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
  ['nine words', [['A1 B2 C3 D4 E5 F6 G7 H8 I9: a']], 'A1 B2 C3 D4 E5 F6 G7 H8 I9: a', null],
  [
    'a room of seven words',
    [['Conference Room Berlin 3rd Floor Left Wing: a']],
    'Conference Room Berlin 3rd Floor Left Wing: a',
    'Conference Room Berlin 3rd Floor Left Wing',
  ],
  ['a nickname in lower case', [['Mara Lind: a'], ['stork: b'], ['stork: c']], 'stork: b', 'stork'],
  [
    'a name of a device, used once, where nearly all units have a label',
    [['Mara: a'], ['Olga: b'], ["tobias's iPhone: c"]],
    "tobias's iPhone: c",
    "tobias's iPhone",
  ],
  ['a company in brackets', [['Tobias Reck [Acme]: a']], 'Tobias Reck [Acme]: a', 'Tobias Reck [Acme]'],
  ['a nickname in quotes', [['Tobias "Tobi" Reck: a']], 'Tobias "Tobi" Reck: a', 'Tobias "Tobi" Reck'],
  ['a telephone number', [['4917****12: a']], '4917****12: a', '4917****12'],
  ['stars around a name', [['🌟 Olga P. 🌟: a']], '🌟 Olga P. 🌟: a', '🌟 Olga P. 🌟'],
  ['a number sign', [['Спикер №1: a']], 'Спикер №1: a', 'Спикер №1'],
  [
    'a title and a company',
    [['Dr. K. Öz | Acme GmbH: a']],
    'Dr. K. Öz | Acme GmbH: a',
    'Dr. K. Öz | Acme GmbH',
  ],
  [
    'speech with a colon',
    [['Mara: a'], ['Tobias: b'], ['There are two ways: c']],
    'There are two ways: c',
    null,
  ],
  ['two sentences', [['Mara: a'], ['Tobias: b'], ['I agree. Next: c']], 'I agree. Next: c', null],
  ['a face', [['Mara: a'], ['Tobias: b'], ['Great :) fine']], 'Great :) fine', null],
  ['a name in round brackets', [['(MARA): a'], ['(TOBIAS) b']], '(TOBIAS) b', 'TOBIAS'],
  ['where somebody speaks', [['MARA: a'], ['MARA (on phone): b']], 'MARA (on phone): b', 'MARA'],
  ['a sound before the name', [['MARA: a'], ['[DOOR SLAMS] MARA: b']], '[DOOR SLAMS] MARA: b', 'MARA'],
  [
    'a role that recurs seldom',
    [['The Speaker: a'], ['Mrs Smith: b'], ['Mr Jones: c']],
    'The Speaker: a',
    'The Speaker',
  ],
  ['a role in capitals', [['THE COURT: a'], ['MR JONES: b'], ['THE COURT: c']], 'THE COURT: a', 'THE COURT'],
  ['a role in German', [['Die Zeugin: a'], ['Frau Lind: b']], 'Die Zeugin: a', 'Die Zeugin'],
  ['a heading in French', [['Jean: a'], ['Marie: b'], ['Rappel: c']], 'Rappel: c', null],
  [
    'questions and answers',
    [['Question: a'], ['Answer: b'], ['Question: c'], ['Answer: d'], ['Question: e'], ['Answer: f']],
    'Answer: d',
    'Answer',
  ],
  [
    'a name in capitals and brackets, now and then',
    [['[JOHN] a'], ...prose, ['[JOHN] b']],
    '[JOHN] b',
    'JOHN',
  ],
  ['a sound in capitals, now and then', [['[LAUGHTER] a'], ...prose, ['[LAUGHTER] b']], '[LAUGHTER] b', null],
  ['a sound is no name', [['MARA: a'], ['(LAUGHS) b'], ['(MARA): c']], '(LAUGHS) b', null],
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

describe('a label that stands only once', () => {
  const talk = Array.from({ length: 12 }, (_, at) => [at % 2 === 0 ? 'Mara: a' : 'Tobias: b']);
  const told = (units: string[][]): unknown[] => {
    const notices = new NoticeTally();
    chooseLabels(units, { notices, placeOf: (unit) => `unit ${unit}` });
    return notices.list();
  };

  test('is told where others speak again and again', () => {
    expect(told([...talk, ['Olga: c']])).toEqual([
      { code: 'labels_used_once', count: 1, firstPlace: 'unit 12' },
    ]);
  });

  test('is not told where everybody recurs, or everybody speaks once', () => {
    expect(told(talk)).toEqual([]);
    expect(told(Array.from({ length: 12 }, (_, at) => [`Person ${at}: a`]))).toEqual([]);
  });
});
