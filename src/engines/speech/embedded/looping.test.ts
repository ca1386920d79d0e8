import { describe, expect, it } from 'vitest';
import { collapseLoops, isLooping } from './looping.ts';

describe('isLooping', () => {
  it.each([
    ['1813, 1813, 1813', 0.9, true],
    ['thank you so much thank you so much thank you so much', 6, true],
    ['and and and and and and and', 3, true],
    ['No, no, no, that is fine.', 2, false],
    ['Very, very, very good.', 1.5, false],
    ['Ask what you can do for your country.', 2.4, false],
    ['', 1, false],
  ])('%s in %d s: %s', (text, seconds, expected) => {
    expect(isLooping(text, seconds)).toBe(expected);
  });
});

describe('collapseLoops', () => {
  it.each([
    ['1813, 1813, 1813', '1813,'],
    ['I see you I see you I see you there', 'I see you there'],
    ['No loop here.', 'No loop here.'],
  ])('%s', (text, expected) => {
    expect(collapseLoops(text)).toBe(expected);
  });
});
