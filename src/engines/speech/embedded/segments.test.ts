import { describe, expect, it } from 'vitest';
import type { Span } from '../pcm-source.ts';
import { planSegments, type SegmentPlan } from './segments.ts';

const seconds = (start: number, end: number): Span => ({ start: start * 16_000, end: end * 16_000 });
const plan: SegmentPlan = {
  sampleCount: 100 * 16_000,
  quietest: (span) => span.start,
};

function extents(speech: readonly Span[]): [number, number][] {
  return planSegments(speech, plan).map(({ start, end }) => [start / 16_000, end / 16_000]);
}

describe('planSegments', () => {
  it.each<[string, Span[], [number, number][]]>([
    ['nothing said', [], []],
    ['margins', [seconds(5, 8)], [[4.5, 8.5]]],
    ['no margin before the start', [seconds(0.1, 3)], [[0, 3.5]]],
    ['pauses are joined', [seconds(1, 3), seconds(4.4, 8)], [[0.5, 8.5]]],
    [
      'long pauses are not',
      [seconds(1, 3), seconds(7, 9)],
      [
        [0.5, 3.5],
        [6.5, 9.5],
      ],
    ],
    [
      'margins share a pause',
      [seconds(1, 12), seconds(12.7, 20)],
      [
        [0.5, 12.35],
        [12.35, 20.5],
      ],
    ],
    [
      'a cut at the longest pause',
      [seconds(1, 9), seconds(9.2, 14), seconds(14.5, 24)],
      [
        [0.5, 14.25],
        [14.25, 24.5],
      ],
    ],
  ])('%s', (_, speech, expected) => {
    const found = extents(speech);
    expect(found).toHaveLength(expected.length);
    for (const [i, [start, end]] of expected.entries()) {
      expect(found[i]?.[0]).toBeCloseTo(start, 3);
      expect(found[i]?.[1]).toBeCloseTo(end, 3);
    }
  });

  it('cuts endless speech under 20 s without losing a sample', () => {
    const found = planSegments([seconds(0, 90)], plan).flatMap((segment) => segment.pieces);
    expect(found[0]?.start).toBe(0);
    expect(found.at(-1)?.end).toBe(90 * 16_000);
    for (const [i, piece] of found.entries()) {
      expect(piece.end - piece.start).toBeLessThan(20 * 16_000);
      if (i > 0) expect(piece.start).toBe(found[i - 1]?.end);
    }
  });
});
