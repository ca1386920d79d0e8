import { expect, test } from 'vitest';
import { NoticeTally } from '../../../base/notice.ts';
import type { TimeUnit } from '../format.ts';
import { decideTimeUnit } from './time-unit.ts';

const sentence = 'Shall we start with the roof?';

test.each<[string, [number, number][], { text?: string; declared?: number; said?: TimeUnit }, string]>([
  ['fractions', [[0.5, 2]], {}, 's'],
  ['fractions of milliseconds', [[500.5, 2000.25]], {}, 'ms, guessed'],
  [
    'how fast people speak',
    [
      [1, 3],
      [4, 6],
    ],
    {},
    's, guessed',
  ],
  [
    'how fast people speak, in milliseconds',
    [
      [1000, 3000],
      [4000, 6000],
    ],
    {},
    'ms, guessed',
  ],
  ['a length that only milliseconds fit into', [[1000, 3000]], { declared: 4 }, 'ms'],
  ['a length that seconds fit into', [[10, 30]], { declared: 40 }, 's'],
  ['a length in another unit', [[1000, 3000]], { declared: 4000 }, 'ms, guessed'],
  ['the importer', [[0, 100]], { said: 'ms' }, 'ms'],
  ['nothing but zeros', [[0, 0]], {}, 's'],
  ['neither', [[0, 300]], {}, 'time_unit_unknown'],
  ['no length of anything', [[5, 5]], {}, 'time_unit_unknown'],
  ['a script without blanks', [[1, 4]], { text: '今日はいい天気ですね' }, 's, guessed'],
])('%s', (_name, times, { text = sentence, declared = null, said = null }, expected) => {
  const notices = new NoticeTally();
  const decided = decideTimeUnit(
    times.map(([start, end]) => ({ start, end, text })),
    { declaredSeconds: declared, options: { carrySpeakers: false, timeUnit: said, notices }, place: 'x' },
  );
  const guessed = notices.list().length > 0 ? ', guessed' : '';
  expect(decided.kind === 'unit' ? decided.unit + guessed : decided.code).toBe(expected);
});
