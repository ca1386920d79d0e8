import { inspectMedia } from '../../src/engines/media/inspect-media.ts';
import { type DamageTally, type MediaInfo, startTally } from '../../src/engines/media/pcm-block.ts';
import { joinBlocks } from './tones.ts';

export type WholeSound = {
  info: MediaInfo;
  channels: readonly Float32Array[];
  tally: DamageTally;
};

/** All sound of a file at its own rate; a refusal is thrown. */
export async function decodeWhole(file: string, told?: string): Promise<WholeSound> {
  const media = await inspectMedia(file, told);
  if (media.kind === 'refused') throw new Error(`${media.code}: ${media.message}`);
  const tally = startTally();
  const blocks: (readonly Float32Array[])[] = [];
  for await (const { channels } of media.open(tally)) blocks.push(channels);
  const channels = Array.from({ length: media.info.channels }, (_, index) => {
    return joinBlocks(blocks.map((block) => block[index] ?? new Float32Array(0)));
  });
  return { info: media.info, channels, tally };
}
