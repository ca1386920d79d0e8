import { describe, expect, it } from 'vitest';
import { speakerDuring } from './attribution.ts';
import { cutAtTurns, seldomHeard, smoothed, type VoiceTurn } from './voices.ts';

const second = (n: number): number => n * 16_000;
const turn = (start: number, end: number, speaker: number): VoiceTurn => ({
  start: second(start),
  end: second(end),
  speaker,
});

describe('smoothed', () => {
  const unbroken = [0, 1, 2, 3].map((i) => ({ start: second(i), end: second(i + 1) }));
  it.each([
    ['a second amid another voice', unbroken, [0, 1, 0, 0], [0, 0, 0, 0]],
    ['a real change', unbroken, [0, 0, 1, 1], [0, 0, 1, 1]],
    [
      'a word between pauses',
      unbroken.map((x, i) => (i === 1 ? { start: second(1.5), end: second(1.6) } : x)),
      [0, 1, 0, 0],
      [0, 1, 0, 0],
    ],
  ])('%s', (_, windows, labels, expected) => {
    expect(smoothed(windows, labels)).toEqual(expected);
  });
});

describe('cutAtTurns', () => {
  it('cuts a piece where the speaker changes, and nowhere else', () => {
    const speech = [
      { start: second(0), end: second(3) },
      { start: second(5), end: second(6) },
    ];
    const turns = [turn(0, 1, 0), turn(1, 2, 1), turn(2, 3, 1), turn(5, 6, 0)];
    expect(cutAtTurns(speech, turns)).toEqual([
      { start: second(0), end: second(1) },
      { start: second(1), end: second(3) },
      { start: second(5), end: second(6) },
    ]);
  });
});

describe('seldomHeard', () => {
  it.each([
    ['nobody', [], []],
    ['three seconds in two turns', [turn(0, 2, 0), turn(2, 6, 1), turn(6, 7, 0)], []],
    ['less than that', [turn(0, 2, 0), turn(2, 6, 1), turn(6, 6.9, 0)], [0]],
  ])('%s', (_, turns, expected) => {
    expect(seldomHeard(turns)).toEqual(expected);
  });
});

describe('speakerDuring', () => {
  const turns = [turn(0, 2, 0), turn(2, 5, 1), turn(8, 9, 2)];
  it.each([
    [0, 1, 0],
    [1, 4, 1],
    [1, 2.5, 0],
    [6, 7, 2],
    [20, 21, 2],
  ])('%d to %d s: %d', (start, end, expected) => {
    expect(speakerDuring(turns, { start: second(start), end: second(end) })).toBe(expected);
  });
});
