import type { FileHandle } from 'node:fs/promises';
import { readBlocks } from './byte-file.ts';
import { inspectForeign } from './inspect-foreign.ts';
import { refuseMedia } from './media-refusal.ts';
import type { Inspection, PcmBlock } from './pcm-block.ts';
import { samplesFromBytes } from './pcm-samples.ts';
import { readWavFormat, type WavFormat } from './wav-format.ts';

const blockFrames = 32_768;

/** A wav file (RIFF, RF64, BW64) with PCM, float, mu-law or A-law samples. */
export async function inspectWav(file: string, handle: FileHandle, fileBytes: number): Promise<Inspection> {
  const format = await readWavFormat(handle, fileBytes);
  if (format.kind === 'empty') return refuseMedia('media_empty');
  if (format.kind === 'damaged') return refuseMedia('media_truncated');
  if (format.kind === 'foreign') return inspectForeign(file, format.codecName, 'wav');
  const { layout, sampleRate, dataBytes, truncated } = format;
  return {
    kind: 'openable',
    info: {
      kind: 'media',
      container: 'wav',
      codec: `pcm-${layout.encoding}`,
      durationSeconds: Math.floor(dataBytes / layout.frameBytes) / sampleRate,
      channels: layout.channels,
      sampleRate,
      truncated,
    },
    open: () => decodeWav(file, format),
  };
}

async function* decodeWav(file: string, format: WavFormat): AsyncGenerator<PcmBlock> {
  const end = format.dataStart + format.dataBytes;
  const blockBytes = blockFrames * format.layout.frameBytes;
  for await (const bytes of readBlocks(file, format.dataStart, end, blockBytes)) {
    yield { sampleRate: format.sampleRate, channels: samplesFromBytes(bytes, format.layout) };
  }
}
