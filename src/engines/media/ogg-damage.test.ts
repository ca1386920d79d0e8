import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  oggBytes,
  oggStream,
  opusFrameSamples,
  opusHeads,
  type TestPage,
} from '../../../testing/media/ogg-stream.ts';
import {
  delayPages,
  inARow,
  numberedPackets,
  numberedStream,
  range,
  walkBytes,
} from '../../../testing/media/ogg-walked.ts';

const second = 48_000;

describe('damage', () => {
  test('a flipped bit costs no packet of another page', async () => {
    const pages = numberedStream(100, { cuts: [10] });
    const bytes = oggBytes(pages);
    const start = oggBytes(pages.slice(0, 2)).length;
    const property = fc.asyncProperty(
      fc.integer({ min: start, max: bytes.length - 1 }),
      fc.nat({ max: 7 }),
      async (at, bit) => {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        const page = pages.findIndex((_, index) => oggBytes(pages.slice(0, index + 1)).length > at) - 2;
        const { starts } = await walkBytes(flipped);
        const others = range(100).filter((number) => Math.floor(number / 10) !== page);
        for (const number of others) {
          const start = starts.get(number) ?? Number.NaN;
          // The bit may have given a packet of the damaged page this one's number.
          if (Math.floor(start / opusFrameSamples / 10) === page) continue;
          const late = Math.abs(start - number * opusFrameSamples);
          expect(late).toBeLessThanOrEqual(3 * opusFrameSamples);
        }
      },
    );
    await fc.assert(property, { numRuns: 80, examples: [[2_514, 4]] });
  });

  test('checksums that the writer left out are no damage', async () => {
    const pages = numberedStream(20).map((page) => oggBytes([page]).fill(0, 22, 26));
    expect((await walkBytes(Buffer.concat(pages))).starts.size).toBe(20);
  });

  test.each([
    ['back', -20 * second],
    ['hours ahead', 5 * 3600 * second],
  ])('granules that jump %s and stay there cost nothing and are told', async (_, samples) => {
    const walked = await walkBytes(
      oggBytes(delayPages(numberedStream(100, { cuts: [10], firstGranule: 60 * second }), 5, samples)),
    );
    expect(walked.starts).toEqual(inARow(100));
    expect(walked).toMatchObject({ silences: [], events: ['link', 'times_damaged'] });
  });

  test.each([200, 140])('granules of another rate cost nothing: %d packets', async (count) => {
    const pages = numberedStream(count, { cuts: [10] }).map((page) => ({
      ...page,
      granule: (page.granule ?? 0) / 3,
    }));
    const walked = await walkBytes(oggBytes(pages));
    expect(walked.starts).toEqual(inARow(count));
    expect(walked.samples).toBe(count * opusFrameSamples);
    expect(walked.events).toContain('times_damaged');
  });

  test('times that wander make no silence', async () => {
    const wander = [0, 900, -700, 400, 900, -900, 0, 100, -400, 0];
    const pages = numberedStream(100, { cuts: [10] }).map((page, index) => {
      return { ...page, granule: (page.granule ?? 0) + (index < 3 ? 0 : (wander[index % 10] ?? 0)) };
    });
    const walked = await walkBytes(oggBytes(pages));
    expect(Math.abs(walked.samples - 100 * opusFrameSamples)).toBeLessThanOrEqual(2 * opusFrameSamples);
    expect(walked.events).toEqual(['link']);
  });

  test('numbers of pages that stand still or count other streams too are no loss', async () => {
    for (const step of [0, 3]) {
      const pages = numberedStream(100, { cuts: [10] }).map((page, index) => ({
        ...page,
        sequence: index * step,
      }));
      expect((await walkBytes(oggBytes(pages))).silences).toEqual([]);
    }
  });

  test('a page that is there twice is heard once', async () => {
    const pages = numberedStream(100, { cuts: [10] });
    const walked = await walkBytes(
      oggBytes(pages.flatMap((page, index) => (index === 6 ? [page, page] : [page]))),
    );
    expect(walked.starts).toEqual(inARow(100));
  });
});

describe('several streams', () => {
  const video = (serial: number): TestPage[] =>
    oggStream([Buffer.from('\x80theora and so on')], numberedPackets(30, 1000), { serial, cuts: [3] });

  test('video beside the sound is passed over', async () => {
    const [sound, moving] = [numberedStream(100, { cuts: [10] }), video(9)];
    const [soundHead, movingHead] = [sound.slice(0, 1), moving.slice(0, 1)];
    const pages = [...movingHead, ...soundHead, ...weave(moving.slice(1), sound.slice(1))];
    const walked = await walkBytes(oggBytes(pages));
    expect(walked.starts).toEqual(inARow(100));
    expect(walked.events).toEqual(['unreadable_stream', 'link']);
  });

  test('a second stream of sound is told', async () => {
    const [first, second] = [
      numberedStream(100),
      oggStream(opusHeads(), numberedPackets(100, 500), { serial: 9 }),
    ];
    const pages = [...first.slice(0, 1), ...second.slice(0, 1), ...weave(first.slice(1), second.slice(1))];
    const walked = await walkBytes(oggBytes(pages));
    expect(walked.starts).toEqual(inARow(100));
    expect(walked.events).toEqual(['link', 'second_stream']);
  });

  test('a cut that hits only the video leaves the sound whole', async () => {
    const [sound, moving] = [numberedStream(100), video(9)];
    const pages = [...moving.slice(0, 1), ...sound.slice(0, 1), ...sound.slice(1), ...moving.slice(1)];
    expect((await walkBytes(oggBytes(pages).subarray(0, -20))).events).toEqual(['unreadable_stream', 'link']);
  });
});

function weave<T>(first: readonly T[], second: readonly T[]): T[] {
  return Array.from({ length: Math.max(first.length, second.length) }, (_, index) => [
    ...first.slice(index, index + 1),
    ...second.slice(index, index + 1),
  ]).flat();
}
