import { expect, test } from 'vitest';
import { TimeIndex } from './time-index.ts';

const sentences = [{ start: 0.5 }, { start: 4 }, { start: 9 }, { start: 7 }, { start: null }];

test.each([
  [0, null],
  [0.5, 0],
  [3.99, 0],
  [4, 1],
  [7.2, 3],
  [8.99, 3],
  [500, 2],
])('at %d s it is sentence %j', (seconds, place) => expect(new TimeIndex(sentences).at(seconds)).toBe(place));

test('without times there is none', () => expect(new TimeIndex([{ start: null }]).at(3)).toBeNull());
