import { type DecodeOutcome, decodeMedia } from '../../src/engines/media/decode.ts';
import { joinBlocks } from './tones.ts';

export type DecodedFile = {
  channels: Float32Array[];
  outcome: DecodeOutcome | null;
};

/** A whole file at 16 kHz. */
export async function decodeFile(file: string, channels: 'mix' | 'split' = 'split'): Promise<DecodedFile> {
  const decoding = decodeMedia(file, { sampleRate: 16_000, channels });
  const blocks: Float32Array[][] = [];
  for await (const block of decoding) blocks.push(block);
  const joined = Array.from({ length: blocks[0]?.length ?? 0 }, (_, index) =>
    joinBlocks(blocks.map((block) => block[index] ?? new Float32Array(0))),
  );
  return { channels: joined, outcome: decoding.outcome() };
}
