import { expect, it } from 'vitest';
import { clearances } from './clearance.ts';
import { type FrameStatistics, statisticsOf } from './gaussian.ts';

// Two columns, a hundred frames that spread evenly by two about a centre.
const stretch = (centre: number): FrameStatistics =>
  statisticsOf(
    Float32Array.from(
      { length: 200 },
      (_, i) => centre + (i % 2 === 0 ? ((i / 2) % 5) - 2 : (((i - 1) / 2) % 3) - 1),
    ),
    2,
  );
const many = (centre: number): FrameStatistics[] => Array.from({ length: 5 }, () => stretch(centre));

it('is endless for a single voice', () => {
  expect(clearances(many(0), [0, 0, 0, 0, 0], 1)).toEqual([Number.POSITIVE_INFINITY]);
});

it('grows with the distance of the next voice', () => {
  const labels = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
  const [near] = clearances([...many(0), ...many(2)], labels, 2);
  const [far] = clearances([...many(0), ...many(20)], labels, 2);
  expect(near).toBeGreaterThan(0);
  expect(far).toBeGreaterThan((near ?? 0) * 3);
});

it('falls for the voice that holds a stretch of the other', () => {
  const stretches = [...many(0), ...many(20)];
  const [clean] = clearances(stretches, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1], 2);
  const [mixed] = clearances(stretches, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1], 2);
  expect(mixed).toBeLessThan((clean ?? 0) / 2);
});

it('is nothing for a voice of one stretch, whatever its neighbour', () => {
  expect(clearances([...many(0), stretch(20)], [0, 0, 0, 0, 0, 1], 2)[1]).toBe(0);
});
