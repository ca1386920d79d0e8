import { type FileHandle, open } from 'node:fs/promises';
import { readRange } from './byte-file.ts';
import { flacHasFrames } from './flac-metadata.ts';
import { inspectAdts } from './inspect-adts.ts';
import { inspectForeign } from './inspect-foreign.ts';
import { inspectMpeg } from './inspect-mpeg.ts';
import { inspectOgg } from './inspect-ogg.ts';
import { inspectPackets } from './inspect-packets.ts';
import { inspectWav } from './inspect-wav.ts';
import { refuseMedia } from './media-refusal.ts';
import type { Inspection } from './pcm-block.ts';
import { sniffMedia } from './sniff-media.ts';

const headBytes = 256 * 1024;

/** What a file is and how to decode it, or why it cannot be. A file that cannot be opened at all is thrown. */
export async function inspectMedia(file: string): Promise<Inspection> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    return size === 0 ? refuseMedia('media_empty') : await inspectBytes(file, handle, size);
  } finally {
    await handle.close();
  }
}

async function inspectBytes(file: string, handle: FileHandle, size: number): Promise<Inspection> {
  const sniffed = await sniffMedia(handle);
  switch (sniffed.kind) {
    case 'unknown':
      return refuseMedia('not_media');
    case 'foreign':
      return inspectForeign(file, sniffed.formatName);
    case 'wav':
      return inspectWav(file, handle, size);
    case 'ogg':
      return inspectOgg(file);
    case 'mpeg':
      return inspectMpeg(file, await readRange(handle, sniffed.start, headBytes), {
        start: sniffed.start,
        end: size,
      });
    case 'adts':
      return inspectAdts(file, { start: sniffed.start, end: size });
    case 'flac':
      return (await flacHasFrames(handle, sniffed.start, size))
        ? inspectPackets(file)
        : refuseMedia('media_truncated');
    case 'packets':
      return inspectPackets(file);
  }
}
