import { expect, test } from 'vitest';
import type { PcmBlock } from './pcm-block.ts';
import { placeOnTimeline } from './timeline.ts';

const rate = 1000;

async function placed(starts: readonly number[], zeroSeconds = 0): Promise<number[]> {
  async function* blocks(): AsyncGenerator<PcmBlock> {
    for (const startSeconds of starts) {
      yield { sampleRate: rate, channels: [new Float32Array(rate).fill(1)], startSeconds };
    }
  }
  const samples: number[] = [];
  for await (const block of placeOnTimeline(blocks(), zeroSeconds))
    samples.push(...(block.channels[0] ?? []));
  return samples;
}

test.each([
  { name: 'blocks that follow each other', starts: [0, 1, 2], length: 3000, silent: 0 },
  { name: 'rounded times', starts: [0, 1.02, 1.98], length: 3000, silent: 0 },
  { name: 'a pause becomes silence', starts: [0, 4.5], length: 5500, silent: 3500 },
  { name: 'a late start becomes silence', starts: [0.5], length: 1500, silent: 500 },
  { name: 'what lies before zero is cut', starts: [-0.25, 0.75], length: 1750, silent: 0 },
  {
    name: 'times that do not begin at zero',
    starts: [71, 72, 75],
    zeroSeconds: 71,
    length: 5000,
    silent: 2000,
  },
  { name: 'times gone wild are not believed', starts: [0, 90_000, 2], length: 3000, silent: 0 },
])('$name', async ({ starts, zeroSeconds, length, silent }) => {
  const samples = await placed(starts, zeroSeconds);
  expect(samples).toHaveLength(length);
  expect(samples.filter((sample) => sample === 0)).toHaveLength(silent);
});
