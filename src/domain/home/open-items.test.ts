import { expect, test } from 'vitest';
import { isFor } from './open-items.ts';

test.each([
  ['Erik Lindström', true],
  ['erik', true],
  [' ERIK LINDSTRÖM ', true],
  ['Lindström', false],
  ['Erik Berg', false],
  ['', false],
])('an item of %j is for Erik Lindström: %s', (owner, expected) =>
  expect(isFor(owner, 'Erik Lindström', true)).toBe(expected),
);

test('an item of nobody is for the one whose conversation it is', () =>
  expect([isFor(null, 'Erik', true), isFor(null, 'Erik', false)]).toEqual([true, false]));
