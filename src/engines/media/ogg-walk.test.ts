import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oggBytes, oggStream, opusFrameSamples, opusHeads } from '../../../testing/media/ogg-stream.ts';
import {
  delayPages,
  inARow,
  numberedPackets,
  numberedStream,
  walkBytes,
} from '../../../testing/media/ogg-walked.ts';

const second = 48_000;

const cuts = fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 5 });
const sizes = fc.array(fc.integer({ min: 5, max: 1200 }), { minLength: 1, maxLength: 7 });
const firstGranule = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 45 }));

describe('every packet is heard at its own time', () => {
  test('however the pages are cut, and wherever the granules begin', async () => {
    const property = fc.asyncProperty(cuts, sizes, firstGranule, async (pageCuts, bytes, first) => {
      const shape = { cuts: pageCuts, firstGranule: first };
      const walked = await walkBytes(oggBytes(oggStream(opusHeads(), numberedPackets(200, 0, bytes), shape)));
      expect(walked.starts).toEqual(inARow(200));
      expect(walked).toMatchObject({ samples: 200 * opusFrameSamples, silences: [], events: ['link'] });
    });
    await fc.assert(property, { numRuns: 40 });
  });

  test('with pauses, which are silence', async () => {
    const pauses = fc.uniqueArray(
      fc.record({
        page: fc.integer({ min: 1, max: 19 }),
        samples: fc.integer({ min: second / 50, max: 900 * second }),
      }),
      { selector: ({ page }) => page, minLength: 1, maxLength: 6 },
    );
    const property = fc.asyncProperty(pauses, firstGranule, async (given, first) => {
      let pages = numberedStream(200, { cuts: [10], firstGranule: first });
      for (const { page, samples } of given) pages = delayPages(pages, page, samples);
      const walked = await walkBytes(oggBytes(pages));
      for (const [number, start] of walked.starts) {
        const before = given.filter(({ page }) => number >= page * 10);
        const silent = before.reduce((sum, { samples }) => sum + samples, 0);
        expect(start).toBe(number * opusFrameSamples + silent);
      }
      expect(walked.starts.size).toBe(200);
      expect(walked.silences.map(({ cause }) => cause)).toEqual(given.map(() => 'gap'));
      expect(walked.events).toEqual(['link']);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  test('where pages are lost, which are silence', async () => {
    const lostPages = fc.uniqueArray(fc.nat({ max: 18 }), { minLength: 1, maxLength: 8 });
    const property = fc.asyncProperty(lostPages, fc.boolean(), async (lost, spanning) => {
      // Packets of 300 bytes have two segments: pages of 21 begin or end inside one.
      const shape = spanning ? { cuts: [21] } : { cuts: [20] };
      const pages = oggStream(opusHeads(), numberedPackets(200, 0, [300]), shape);
      const kept = pages.filter((_, index) => !lost.includes(index - 2));
      const walked = await walkBytes(oggBytes(kept));
      for (const [number, start] of walked.starts) expect(start).toBe(number * opusFrameSamples);
      expect(walked.starts.size).toBeGreaterThanOrEqual(200 - lost.length * 12);
      expect(walked.samples).toBe(200 * opusFrameSamples);
      expect(walked.silences.every(({ cause }) => cause === 'lost')).toBe(true);
      expect(walked.silences.length).toBeGreaterThan(0);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  test('where one page has a wrong granule', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      fc.nat({ max: 2 ** 50 }),
      async (at, wrong) => {
        const pages = numberedStream(100, { cuts: [10], firstGranule: 5 * second });
        const damaged = pages.map((page, index) => (index === at + 2 ? { ...page, granule: wrong } : page));
        const walked = await walkBytes(oggBytes(damaged));
        expect(walked.starts).toEqual(inARow(100));
        expect(walked.silences).toEqual([]);
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  test('in chained links, which follow each other', async () => {
    const link = fc.record({
      count: fc.integer({ min: 1, max: 120 }),
      serial: fc.constantFrom(7, 8),
      first: firstGranule,
      pageCuts: cuts,
    });
    const property = fc.asyncProperty(fc.array(link, { minLength: 2, maxLength: 5 }), async (links) => {
      let count = 0;
      const pages = links.flatMap(({ serial, first, pageCuts, ...own }) => {
        count += own.count;
        const sound = numberedPackets(own.count, count - own.count);
        return oggStream(opusHeads(), sound, { serial, firstGranule: first, cuts: pageCuts });
      });
      const walked = await walkBytes(oggBytes(pages));
      expect(walked.starts).toEqual(inARow(count));
      expect(walked.events).toEqual(links.map(() => 'link'));
      expect(walked.samples).toBe(count * opusFrameSamples);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});

describe('beginning and end', () => {
  test('what is skipped at the beginning and trimmed at the end', async () => {
    const pages = oggStream(opusHeads(1, 312), numberedPackets(100));
    const trimmed = pages.map((page) =>
      page.isLast ? { ...page, granule: (page.granule ?? 0) - 500 } : page,
    );
    expect((await walkBytes(oggBytes(trimmed))).samples).toBe(100 * opusFrameSamples - 312 - 500);
  });

  test('a single page that is trimmed', async () => {
    const pages = numberedStream(10).map((page) =>
      page.isLast ? { ...page, granule: 8 * opusFrameSamples } : page,
    );
    expect((await walkBytes(oggBytes(pages))).samples).toBe(8 * opusFrameSamples);
  });

  test('no flag at the end is told, and the recording is whole', async () => {
    const walked = await walkBytes(oggBytes(numberedStream(100, { isEnded: false })));
    expect(walked).toMatchObject({ samples: 100 * opusFrameSamples, events: ['link', 'end_missing'] });
  });

  test('an empty last page', async () => {
    const pages = numberedStream(100, { isEnded: false });
    const last = {
      granule: 100 * opusFrameSamples,
      isLast: true,
      segments: new Uint8Array(0),
      body: new Uint8Array(0),
    };
    const walked = await walkBytes(oggBytes([...pages, { serial: 7, sequence: 4, ...last }]));
    expect(walked).toMatchObject({ samples: 100 * opusFrameSamples, events: ['link'] });
  });

  test('a stream that was joined in its course begins at once', async () => {
    const [head, tags, ...sound] = numberedStream(2000).map((page) => page);
    const walked = await walkBytes(
      oggBytes([head, tags, ...sound.slice(30)].filter((page) => page !== undefined)),
    );
    expect(walked.starts.get(30 * 50)).toBe(0);
    expect(walked.silences).toEqual([]);
  });

  test('cut off anywhere, it is known as cut off, and the packets before are there', async () => {
    const bytes = oggBytes(numberedStream(100, { cuts: [7, 20] }));
    const lengths = numberedStream(100, { cuts: [7, 20] }).map((page) => oggBytes([page]).length);
    const ends = lengths.map((_, index) =>
      lengths.slice(0, index + 1).reduce((sum, length) => sum + length, 0),
    );
    const property = fc.asyncProperty(fc.integer({ min: 60, max: bytes.length - 1 }), async (length) => {
      const walked = await walkBytes(bytes.subarray(0, length));
      expect(walked.starts).toEqual(inARow(walked.starts.size));
      expect(walked.events).toEqual(['link', ends.includes(length) ? 'end_missing' : 'cut']);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test('cut off between two pages of one packet', async () => {
    const pages = oggStream(opusHeads(), numberedPackets(20, 0, [300]), { cuts: [21] });
    expect((await walkBytes(oggBytes(pages.slice(0, 3)))).events).toContain('cut');
  });
});
