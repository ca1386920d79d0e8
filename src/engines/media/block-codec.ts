import { readBlocks } from './byte-file.ts';
import { refuseMedia } from './media-refusal.ts';
import type { DamageTally, Inspection, PcmBlock } from './pcm-block.ts';
import { type PcmLayout, samplesFromBytes } from './pcm-samples.ts';

/** Sound that is stored as blocks of one size, each of which gives the same number of samples. */
export type BlockCodec = {
  /** As MediaInfo.codec says it. */
  name: string;
  channels: number;
  sampleRate: number;
  blockBytes: number;
  blockSamples: number;
  /** A decoder at the beginning of the sound: it takes whole blocks and gives one array per channel. */
  open: () => (blocks: Uint8Array) => Float32Array[];
};

/** Where the blocks lie in a file. */
export type SoundSpan = {
  dataStart: number;
  dataBytes: number;
  /** The file announces more than it holds. */
  truncated: boolean;
};

const readSeconds = 4;
// Wave64 fills chunks up to eight bytes, and FFmpeg counts what it filled in as sound.
const mostPaddingBytes = 8;

export function pcmCodec(layout: PcmLayout, sampleRate: number): BlockCodec {
  return {
    name: `pcm-${layout.encoding}`,
    channels: layout.channels,
    sampleRate,
    blockBytes: layout.frameBytes,
    blockSamples: 1,
    open: () => (blocks) => samplesFromBytes(blocks, layout),
  };
}

/** A span of blocks as a recording; what is left of a block at its end is no sound. */
export function openBlocks(file: string, container: string, codec: BlockCodec, span: SoundSpan): Inspection {
  const blocks = Math.floor(span.dataBytes / codec.blockBytes);
  if (blocks === 0) return refuseMedia(span.truncated ? 'media_truncated' : 'media_empty');
  return {
    kind: 'openable',
    info: {
      kind: 'media',
      container,
      codec: codec.name,
      durationSeconds: (blocks * codec.blockSamples) / codec.sampleRate,
      channels: codec.channels,
      sampleRate: codec.sampleRate,
      truncated: span.truncated,
    },
    open: (tally) => decodeBlocks(file, codec, span, tally),
  };
}

async function* decodeBlocks(
  file: string,
  codec: BlockCodec,
  { dataStart, dataBytes }: SoundSpan,
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  const decode = codec.open();
  const whole = dataBytes - (dataBytes % codec.blockBytes);
  const blocksAtOnce = Math.ceil((readSeconds * codec.sampleRate) / codec.blockSamples);
  for await (const bytes of readBlocks(file, dataStart, dataStart + whole, blocksAtOnce * codec.blockBytes)) {
    yield { sampleRate: codec.sampleRate, channels: decode(bytes) };
  }
  if (codec.blockSamples > 1 && dataBytes - whole >= mostPaddingBytes) tally.damagedParts += 1;
}
