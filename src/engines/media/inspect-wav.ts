import type { FileHandle } from 'node:fs/promises';
import { openBlocks } from './block-codec.ts';
import { riffChunks, wave64Chunks } from './chunks.ts';
import { inspectForeign } from './inspect-foreign.ts';
import { refuseMedia } from './media-refusal.ts';
import type { Inspection } from './pcm-block.ts';
import { wavCodec } from './wav-codec.ts';
import { readWavHeader } from './wav-header.ts';

/** RIFF, size and WAVE. */
const riffHeadBytes = 12;
/** The GUIDs of riff and wave, and the size between them. */
const wave64HeadBytes = 40;

/** A wav file (RIFF, RF64, BW64), or Sony's Wave64, that begins at `start`. */
export async function inspectWav(
  file: string,
  handle: FileHandle,
  { container, start }: { container: 'wav' | 'w64'; start: number },
): Promise<Inspection> {
  const { size: fileBytes } = await handle.stat();
  const [family, headBytes] =
    container === 'wav' ? [riffChunks, riffHeadBytes] : [wave64Chunks, wave64HeadBytes];
  const header = await readWavHeader({ handle, fileBytes }, family, start + headBytes);
  if (header.kind === 'empty') return refuseMedia('media_empty');
  if (header.kind === 'damaged') return refuseMedia({ code: 'media_truncated', ...header.damage });
  const found = wavCodec(header.format);
  if (found.kind === 'damaged') return refuseMedia({ code: 'media_truncated', ...found.damage });
  if (found.kind === 'foreign') return inspectForeign(file, found.codecName, container);
  return openBlocks(file, container, found.codec, header.span);
}
