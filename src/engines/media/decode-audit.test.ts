import { expect, test } from 'vitest';
import { DecodeAudit } from './decode-audit.ts';
import { type MediaInfo, type PcmBlock, startTally } from './pcm-block.ts';

const rate = 1000;
const info: MediaInfo = {
  kind: 'media',
  container: 'ogg',
  codec: 'opus',
  channels: 1,
  sampleRate: rate,
  durationSeconds: 4,
  truncated: false,
};

/** The notices of blocks of one second; `damaged` is how many parts each could not be decoded of. */
function told(
  blocks: readonly { silence?: 'gap' | 'lost'; damaged?: number }[],
  heldSeconds: number | null = null,
): { truncated: boolean; notices: unknown } {
  const audit = new DecodeAudit(startTally());
  audit.tally.heldSeconds = heldSeconds;
  for (const [second, { silence, damaged }] of blocks.entries()) {
    audit.tally.damagedParts += damaged ?? 0;
    const block: PcmBlock = { sampleRate: rate, channels: [new Float32Array(rate)] };
    audit.see(silence ? { ...block, silence } : block, second);
  }
  const truncated = audit.conclude(info, { isBroken: false, seconds: blocks.length });
  return { truncated, notices: audit.tally.notices.list() };
}

const gap = { silence: 'gap' } as const;
const lost = { silence: 'lost' } as const;

test.each([
  { name: 'whole', blocks: [{}, {}, {}, {}], notices: [] },
  {
    name: 'one gap of two blocks, then another',
    blocks: [{}, gap, gap, {}, gap, {}],
    notices: [{ code: 'media_gap_silent', count: 2, firstPlace: '0:01.0' }],
  },
  {
    name: 'damaged and lost parts',
    blocks: [{}, {}, { damaged: 2 }, lost, { ...lost, damaged: 4 }, {}, { ...lost, damaged: 1 }],
    notices: [{ code: 'media_part_lost', count: 8, firstPlace: '0:02.0' }],
  },
])('$name', ({ blocks, notices }) => {
  expect(told(blocks)).toEqual({ truncated: false, notices });
});

test('silence in its place is no sound that was held', () => {
  expect(told([{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, lost], 11)).toEqual({
    truncated: false,
    notices: [
      { code: 'media_part_lost', count: 1, firstPlace: '0:10.0' },
      { code: 'media_short', count: 1, firstPlace: null },
    ],
  });
  expect(told([{}, {}, lost, lost], 4)).toMatchObject({ truncated: true });
});

test('what is cut off has no end', () => {
  expect(told([{}, {}])).toEqual({
    truncated: true,
    notices: [{ code: 'media_end_missing', count: 1, firstPlace: '0:02.0' }],
  });
});
