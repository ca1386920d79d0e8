import { expect, test } from 'vitest';
import { comparedWith } from './compared.tsx';

test.each([
  [{ now: 7, before: 3 }, 'up from 3'],
  [{ now: 0, before: 3 }, 'down from 3'],
  [{ now: 3, before: 3 }, 'as before'],
])('%j: %s', (figure, expected) => expect(comparedWith(figure)).toBe(expected));

test('shares that look the same are the same', () =>
  expect(comparedWith({ now: 0.461, before: 0.459 }, (share) => `${Math.round(share * 100)} %`)).toBe(
    'as before',
  ));
